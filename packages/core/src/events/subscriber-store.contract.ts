import { describe, expect, test } from 'vitest'
import { domainEvent } from './domain-event.ts'
import type { EventLog } from './event-log.ts'
import type { SubscriberStore } from './subscriber-store.ts'

const startMs = 1_800_000_000_000
const now = { atMs: startMs, leaseMs: 1_000 }
const back = { attempts: 0, hiddenUntilMs: 0 }
const poison = { position: 8, eventId: 'poison', reason: 'InvalidInputError: no', atMs: startMs }
const second = { ...poison, position: 2, eventId: 'e2' }
const third = { ...poison, position: 3, eventId: 'e3' }

/** What "implements SubscriberStore" means. `given` gives an empty store, and the empty log that it belongs to. */
export function describeSubscriberStore(name: string, given: () => Promise<{ subscribers: SubscriberStore; events: EventLog }>): void {
  const create = async () => (await given()).subscribers

  /** Four events, of which `audit` set the second and the third aside. */
  async function withParked() {
    const { subscribers: store, events } = await given()
    const actor = { kind: 'program', id: 'test' } as const
    const data = { command: 'watch.offer', outcome: 'offered' } as const
    const event = { type: 'command.used', guildId: undefined, atMs: startMs, actor, data } as const
    await events.publish(['e1', 'e2', 'e3', 'e4'].map((id) => domainEvent({ ...event, id })))
    await store.claim('audit', now)
    await store.park('audit', { term: 1, ...third })
    await store.park('audit', { term: 1, ...second })
    await store.keep('audit', { term: 1, position: 4, ...back })
    const ids = async () => (await events.read({ after: 4, limit: 10 })).map(({ id }) => id)
    const order = (id: string) => domainEvent({ ...event, id, data: { command: 'event.replay', outcome: 'done' } })
    return { store, events, ids, order }
  }

  describe(`${name} as a SubscriberStore`, () => {
    test('a new name begins before the first event', async () => {
      expect(await (await create()).claim('audit', now)).toEqual({ term: 1, position: 0, attempts: 0, replayed: [] })
    })

    test('of ten who claim at the same moment one has it, until its lease ends', async () => {
      const store = await create()
      const claims = await Promise.all(Array.from({ length: 10 }, () => store.claim('audit', now)))

      expect(claims.filter(Boolean)).toHaveLength(1)
      expect(await store.claim('audit', { ...now, atMs: startMs + 999 })).toBeUndefined()
      expect(await store.claim('audit', { ...now, atMs: startMs + 1_000 })).toMatchObject({ term: 2, position: 0, attempts: 0 })
    })

    test('goes on where the last holder came to, with its attempts', async () => {
      const store = await create()
      await store.claim('audit', now)

      expect(await store.keep('audit', { term: 1, position: 7, attempts: 2, hiddenUntilMs: startMs + 400 })).toBe(true)
      expect(await store.claim('audit', { ...now, atMs: startMs + 399 })).toBeUndefined()
      expect(await store.claim('audit', { ...now, atMs: startMs + 400 })).toMatchObject({ term: 2, position: 7, attempts: 2 })
    })

    test('whoever was away for longer than their lease changes nothing any more', async () => {
      const store = await create()
      await store.claim('audit', now)
      await store.claim('audit', { ...now, atMs: startMs + 1_000 })

      expect(await store.keep('audit', { term: 1, position: 7, ...back })).toBe(false)
      expect(await store.park('audit', { term: 1, ...poison })).toBe(false)
      expect(await store.parked('audit', { limit: 10 })).toEqual([])
      expect(await store.keep('audit', { term: 2, position: 3, ...back })).toBe(true)
      expect(await store.claim('audit', now)).toMatchObject({ position: 3 })
    })

    test('what was set aside is listed, and is behind the subscriber', async () => {
      const store = await create()
      await store.claim('audit', now)
      await store.park('audit', { term: 1, ...poison })
      await store.park('audit', { term: 1, ...poison, position: 9, eventId: 'more' })

      expect(await store.parked('audit', { limit: 1 })).toEqual([poison])
      expect(await store.claim('audit', { ...now, atMs: startMs + 1_000 })).toMatchObject({ term: 2, position: 9, attempts: 0 })
    })

    test('subscribers do not know of each other', async () => {
      const store = await create()
      await store.claim('audit', now)
      await store.park('audit', { term: 1, ...poison })

      expect(await store.claim('mail', now)).toEqual({ term: 1, position: 0, attempts: 0, replayed: [] })
      expect(await store.parked('mail', { limit: 10 })).toEqual([])
      expect(await store.all()).toEqual([
        { name: 'audit', position: 8, parked: 1 },
        { name: 'mail', position: 0, parked: 0 },
      ])
    })

    test('what is set aside is listed in pages, in the order of the log', async () => {
      const { store } = await withParked()

      expect(await store.parked('audit', { limit: 1 })).toEqual([second])
      expect(await store.parked('audit', { after: 2, limit: 10 })).toEqual([third])
    })

    test('one that is replayed is handed to whoever claims next, and is listed no more; its order is told once', async () => {
      const { store, ids, order } = await withParked()
      const answers = [
        await store.replay('audit', { position: 3, told: order('o1') }),
        await store.replay('audit', { position: 3, told: order('o2') }),
      ]

      expect(answers).toEqual([1, 0])
      expect(await ids()).toEqual(['o1'])
      expect(await store.parked('audit', { limit: 10 })).toEqual([second])
      expect(await store.claim('audit', now)).toMatchObject({ term: 2, position: 4, replayed: [3] })
    })

    test('all of one subscriber are replayed at once, in the order of the log, until each is done with', async () => {
      const { store, ids, order } = await withParked()
      const count = await store.replay('audit', { told: order('o1') })
      const first = await store.claim('audit', now)
      await store.unpark('audit', { term: 2, position: 2 })
      const next = await store.claim('audit', { ...now, atMs: startMs + 1_000 })

      expect([count, first?.replayed, next?.replayed]).toEqual([2, [2, 3], [3]])
      expect(await ids()).toEqual(['o1'])
      expect(await store.all()).toEqual([{ name: 'audit', position: 4, parked: 0 }])
    })

    test('one that fails again is set aside again, with why, and the subscriber stays where it is', async () => {
      const { store } = await withParked()
      await store.replay('audit', { position: 2 })
      await store.claim('audit', now)
      await store.keep('audit', { term: 2, position: 4, attempts: 1, hiddenUntilMs: startMs + 1_000 })
      await store.park('audit', { term: 2, ...second, reason: 'Error: still no', atMs: startMs + 5 })

      expect(await store.parked('audit', { limit: 1 })).toEqual([{ ...second, reason: 'Error: still no', atMs: startMs + 5 }])
      expect(await store.claim('audit', { ...now, atMs: startMs + 1_000 })).toEqual({ term: 3, position: 4, attempts: 1, replayed: [] })
    })

    test('whoever lost the lease ends no replay', async () => {
      const { store } = await withParked()
      await store.replay('audit')
      await store.claim('audit', now)
      const other = { ...now, atMs: startMs + 1_000 }
      await store.claim('audit', other)

      expect(await store.unpark('audit', { term: 2, position: 2 })).toBe(false)
      expect(await store.park('audit', { term: 2, ...third })).toBe(false)
      expect(await store.claim('audit', { ...now, atMs: startMs + 2_000 })).toMatchObject({ replayed: [2, 3] })
    })

    test('another subscriber’s, one that was not set aside, and one that is gone from the log are not replayed, and nothing is told', async () => {
      const { store, ids, order } = await withParked()
      await store.claim('mail', now)
      await store.park('mail', { term: 1, ...poison })
      const answers = [
        await store.replay('mail', { position: 2, told: order('o1') }),
        await store.replay('audit', { position: 1, told: order('o2') }),
        await store.replay('mail', { position: 8, told: order('o3') }),
        await store.replay('mail', { told: order('o4') }),
        await store.replay('nobody', { told: order('o5') }),
      ]

      expect(answers).toEqual([0, 0, 0, 0, 0])
      expect(await ids()).toEqual([])
      expect(await store.parked('audit', { limit: 10 })).toEqual([second, third])
    })
  })
}
