import { createStaticBindings, type InboundNotification } from '@kaltura-discord/core'
import { createMemoryCatalog } from '@kaltura-discord/core/testing'
import { createKalturaClient, discordUsers } from '@kaltura-discord/kaltura'
import { expect, test } from 'vitest'
import { startLookout } from './lookout.ts'
import { manualTimers } from './manual-timers.ts'

/** One stream, watched: Kaltura says `status` of it (3 is live), and the test lets time pass. */
function scene({ status }: { status: number }) {
  const timers = manualTimers()
  const accepted: InboundNotification[] = []
  const failures: unknown[] = []
  const state = { status, atMs: 1_000_000, isStoreDown: false, storing: Promise.resolve(), wakes: 0 }
  const client = createKalturaClient({
    partnerId: 1,
    transport: { sendsNulls: true, cancels: true, send: async () => [{ broadcastStatus: state.status }] },
  })
  const connection = {
    name: 'main',
    partnerId: 1,
    uiConfId: 2,
    serviceUrl: 'https://www.kaltura.com',
    catalog: createMemoryCatalog(),
    issuer: { issue: async () => ({ ks: 'ks', expiresAtMs: 0 }) },
    users: discordUsers,
    meetings: undefined,
    notifications: undefined,
    lookout: { client, reconcileEveryMs: undefined, liveEntries: ['1_live01ab'] },
  }
  const running = startLookout(
    {
      connections: [connection, { ...connection, name: 'quiet', lookout: undefined }],
      bindings: createStaticBindings([]),
      inbox: {
        async accept(notification) {
          if (state.isStoreDown) throw new Error('the database is away')
          await state.storing
          accepted.push(notification)
          return { kind: 'accepted', id: '1' }
        },
      },
      cursors: { read: async () => undefined, keep: async () => undefined },
      now: () => state.atMs,
      log: { info: () => undefined, warn: ({ error }) => void failures.push(error), error: () => undefined },
      wake: () => {
        state.wakes += 1
      },
    },
    timers,
  )
  const deadlineMs = 30_000
  /** The look that is due, to its end. */
  const look = async () => {
    const [due = 0] = timers.waits()
    state.atMs += due
    timers.run(due)
    await expect.poll(() => timers.waits().filter((ms) => ms !== deadlineMs)).toHaveLength(1)
  }
  return { running, look, state, accepted, failures, timers }
}

test('a stream that begins is told once, the way of notifications', async () => {
  const { look, state, accepted, running } = scene({ status: 1 })
  await look()
  state.status = 3
  await look()
  const startedAtMs = state.atMs
  await look()
  await look()
  await running.stop()

  expect(accepted).toEqual([
    {
      connection: 'main',
      dedupeKeys: [`live-started:1_live01ab:${startedAtMs}`],
      subject: { kind: 'live-started', entryId: '1_live01ab', sinceMs: startedAtMs },
      receivedAtMs: expect.any(Number),
    },
  ])
  expect(state.wakes).toBe(1)
})

test('a stream that was on when the server started is no news', async () => {
  const { look, accepted, running } = scene({ status: 3 })
  await look()
  await look()
  await running.stop()

  expect(accepted).toEqual([])
})

test('the end of a stream is told with its beginning, and without one that nobody saw', async () => {
  const seen = scene({ status: 1 })
  await seen.look()
  seen.state.status = 3
  await seen.look()
  const sinceMs = seen.state.atMs
  await seen.look()
  seen.state.status = 1
  for (const _ of Array.from({ length: 8 })) await seen.look()
  await seen.running.stop()
  const unseen = scene({ status: 3 })
  await unseen.look()
  unseen.state.status = 1
  for (const _ of Array.from({ length: 8 })) await unseen.look()
  await unseen.running.stop()

  expect(seen.accepted.map(({ subject }) => subject)).toEqual([
    { kind: 'live-started', entryId: '1_live01ab', sinceMs },
    { kind: 'live-ended', entryId: '1_live01ab', sinceMs, endedAtMs: expect.any(Number) },
  ])
  expect(unseen.accepted.map(({ subject }) => subject)).toEqual([
    { kind: 'live-ended', entryId: '1_live01ab', endedAtMs: expect.any(Number) },
  ])
})

test('a start that could not be stored is told to the operator, and the watching goes on', async () => {
  const { look, state, accepted, failures, running } = scene({ status: 1 })
  await look()
  Object.assign(state, { status: 3, isStoreDown: true })
  await look()
  await look()
  await expect.poll(() => failures).toHaveLength(1)
  await look()
  await running.stop()

  expect(accepted).toEqual([])
})

test('stopping waits for a start that is being stored', async () => {
  const { look, state, accepted, running } = scene({ status: 1 })
  await look()
  state.status = 3
  await look()
  let finish = (): void => {}
  state.storing = new Promise<void>((done) => {
    finish = done
  })
  await look()
  let isStopped = false
  const stopped = running.stop().then(() => {
    isStopped = true
  })
  await new Promise((done) => setImmediate(done))
  expect([isStopped, accepted]).toEqual([false, []])
  finish()
  await stopped

  expect(accepted).toHaveLength(1)
})

test('stopped, it asks no more', async () => {
  const { look, running, timers } = scene({ status: 1 })
  await look()
  await running.stop()

  expect(timers.waits()).toEqual([])
})
