import { describe, expect, test } from 'vitest'
import { InvalidInputError, UnavailableError } from '../errors/coded-error.ts'
import { domainEvent, type LoggedEvent } from './domain-event.ts'
import { createMemoryEventLog } from './memory-event-log.ts'
import { createMemorySubscriberStore } from './memory-subscriber-store.ts'
import { createSubscription, type SubscriptionOptions } from './subscription.ts'

/** A log of five events, and what a subscriber was handed of it. */
async function given(options: Partial<SubscriptionOptions> = {}) {
  const clock = { nowMs: 1_800_000_000_000 }
  const log = createMemoryEventLog()
  const subscribers = createMemorySubscriberStore(log)
  const data = { command: 'watch.offer', outcome: 'offered' } as const
  const publish = (...ids: readonly string[]) =>
    log.publish(
      ids.map((id) => domainEvent({ id, type: 'command.used', guildId: undefined, atMs: 1, actor: { kind: 'program', id: 'test' }, data })),
    )
  await publish('a', 'b', 'c', 'd', 'e')
  const handled: string[] = []
  const told: string[] = []
  const trouble = new Map<string, unknown>()
  const subscribe = (more: Partial<SubscriptionOptions> = {}) =>
    createSubscription({
      log,
      subscribers,
      name: 'audit',
      now: () => clock.nowMs,
      onPostponed: ({ id }) => told.push(`postponed ${id}`),
      onParked: ({ id }) => told.push(`parked ${id}`),
      async handle({ id }: LoggedEvent) {
        if (trouble.has(id)) throw trouble.get(id)
        handled.push(id)
      },
      ...options,
      ...more,
    })
  return { clock, log, publish, handled, told, trouble, subscribers, subscribe, subscription: subscribe() }
}

describe('a subscription', () => {
  test('is handed every event in order, and none twice', async () => {
    const { subscription, handled } = await given({ limit: 2 })

    expect(await subscription.round()).toEqual({ kind: 'done', handled: 2, more: true })
    await subscription.round()
    await subscription.round()
    expect(await subscription.round()).toEqual({ kind: 'done', handled: 0, more: false })
    expect(handled).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('of two processes shares one place in the log', async () => {
    const { subscribe, handled } = await given()
    const rounds = await Promise.all([subscribe().round(), subscribe().round()])

    expect(rounds).toContainEqual({ kind: 'held' })
    expect(handled).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('whose process died between the handling and the note of it is handed the same events again', async () => {
    const { subscribe, subscribers, handled, clock } = await given()
    const dies = subscribe({
      subscribers: { ...subscribers, keep: () => Promise.reject(new Error('killed')), park: () => Promise.reject(new Error('killed')) },
    })
    await expect(dies.round()).rejects.toThrow('killed')

    expect(await subscribe().round()).toEqual({ kind: 'held' })
    clock.nowMs += 15_000
    await subscribe().round()
    expect(handled).toEqual(['a', 'b', 'c', 'd', 'e', 'a', 'b', 'c', 'd', 'e'])
  })

  test('waits behind a failed event, longer each time, and goes on there', async () => {
    const { subscription, handled, trouble, told, clock } = await given()
    trouble.set('c', new Error('a bug'))
    const attemptAfter = async (ms: number) => {
      clock.nowMs += ms
      return (await subscription.round()).kind
    }

    expect(await attemptAfter(0)).toBe('done')
    expect(await attemptAfter(999)).toBe('held')
    expect(await attemptAfter(1)).toBe('done')
    expect(await attemptAfter(1_999)).toBe('held')
    trouble.clear()
    expect(await attemptAfter(1)).toBe('done')
    expect(handled).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(told).toEqual(['postponed c', 'postponed c'])
  })

  test('sets an event aside that fails again and again, says why without its secrets, and goes on behind it', async () => {
    const { subscription, subscribers, handled, trouble, told, clock } = await given({ maxAttempts: 2 })
    trouble.set('b', new InvalidInputError('no such thing: token=abcdefgh'))
    await subscription.round()
    clock.nowMs += 1_000
    await subscription.round()

    expect(handled).toEqual(['a', 'c', 'd', 'e'])
    expect(told).toEqual(['postponed b', 'parked b'])
    expect(await subscribers.parked('audit', { limit: 10 })).toEqual([
      { position: 2, eventId: 'b', reason: 'InvalidInputError: no such thing: token=[redacted]', atMs: clock.nowMs },
    ])
  })

  test('never sets an event aside because another system is away', async () => {
    const { subscription, handled, trouble, told, clock } = await given({ maxAttempts: 1 })
    trouble.set('a', new UnavailableError('the database is away'))
    await subscription.round()
    clock.nowMs += 5_000
    await subscription.round()
    clock.nowMs += 5_000
    trouble.clear()
    await subscription.round()

    expect(told).toEqual(['postponed a', 'postponed a'])
    expect(handled).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('that grows too slow stops before others may take over, and keeps what it did', async () => {
    const { subscribe, handled, clock } = await given({ leaseMs: 1_000 })
    const slow = subscribe({
      async handle({ id }) {
        handled.push(id)
        clock.nowMs += 400
      },
    })

    expect(await slow.round()).toEqual({ kind: 'done', handled: 3, more: true })
    await slow.round()
    expect(handled).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  describe('with an event that was set aside', () => {
    /** `b` was set aside for a fault that is mended by now. */
    async function parked() {
      const scene = await given({ maxAttempts: 1 })
      scene.trouble.set('b', new Error('a bug'))
      await scene.subscription.round()
      scene.trouble.clear()
      scene.told.length = 0
      const left = async () => (await scene.subscribers.parked('audit', { limit: 10 })).map(({ eventId }) => eventId)
      return { ...scene, left }
    }

    test('is handed it again when it is replayed, once, and goes on where it was', async () => {
      const { subscription, subscribers, handled, left } = await parked()
      await subscribers.replay('audit', { position: 2 })

      expect(await subscription.round()).toEqual({ kind: 'done', handled: 1, more: true })
      expect(await subscription.round()).toEqual({ kind: 'done', handled: 0, more: false })
      expect(handled).toEqual(['a', 'c', 'd', 'e', 'b'])
      expect(await left()).toEqual([])
    })

    test('sets it aside again when it fails again, and tells', async () => {
      const { subscription, subscribers, handled, trouble, told, left } = await parked()
      trouble.set('b', new Error('another bug'))
      await subscribers.replay('audit', { position: 2 })
      await subscription.round()
      await subscription.round()

      expect(told).toEqual(['parked b'])
      expect(await left()).toEqual(['b'])
      expect(handled).toEqual(['a', 'c', 'd', 'e'])
    })

    test('waits with it while another system is away', async () => {
      const { subscription, subscribers, handled, trouble, clock, left } = await parked()
      trouble.set('b', new UnavailableError('the database is away'))
      await subscribers.replay('audit')
      await subscription.round()
      trouble.clear()
      const early = await subscription.round()
      clock.nowMs += 5_000
      await subscription.round()

      expect(early).toEqual({ kind: 'held' })
      expect([handled.at(-1), await left()]).toEqual(['b', []])
    })

    test('is handed it once more when its process was killed before that was noted', async () => {
      const { subscribe, subscription, subscribers, handled, clock } = await parked()
      await subscribers.replay('audit')
      const dies = subscribe({ subscribers: { ...subscribers, unpark: () => Promise.reject(new Error('killed')) } })
      await expect(dies.round()).rejects.toThrow('killed')
      clock.nowMs += 15_000
      await subscription.round()

      expect(handled).toEqual(['a', 'c', 'd', 'e', 'b', 'b'])
    })

    test('lets it go when its person was forgotten meanwhile', async () => {
      const { subscription, subscribers, log, publish, handled, left } = await parked()
      await subscribers.replay('audit')
      log.sweep(Number.MAX_SAFE_INTEGER)
      await publish('f')
      await subscription.round()

      expect(await subscription.round()).toEqual({ kind: 'done', handled: 0, more: false })
      expect([handled, await left()]).toEqual([['a', 'c', 'd', 'e', 'f'], []])
    })
  })
})
