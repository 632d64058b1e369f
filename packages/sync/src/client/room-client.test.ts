import { expect, test } from 'vitest'
import { defaultPolicies } from '../protocol/intents.ts'
import type { RoomRevision } from '../protocol/snapshot.ts'
import { createRandom } from '../testing/seeded-random.ts'
import { createVirtualPlayer } from '../testing/virtual-player.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createRoomClient } from './room-client.ts'

test('[CO3] what is older than what we know is dropped, and a welcome is believed', async () => {
  const { client, say, time } = await guest()
  say({ type: 'room', ...revision(2, 5, 'five') })
  say({ type: 'room', ...revision(2, 4, 'four') })
  say({ type: 'room', ...revision(1, 9, 'before') })
  expect(client.view().mediaId).toBe('five')
  say({ type: 'room', ...revision(3, 1, 'epoch') })
  expect(client.view().mediaId).toBe('epoch')
  say({ type: 'welcome', member, room: revision(1, 1, 'restarted'), members: [], serverMs: 0 })
  await time.pass(1)

  expect(client.view().mediaId).toBe('restarted')
})

test('[RC2] a break in what we know of the room is shown, until the room changes again', async () => {
  const { client, say, time } = await guest()
  const welcome = (seq: number, gap?: 'missed' | 'restored') =>
    say({ type: 'welcome', member, room: revision(1, seq, 'film'), members: [], serverMs: 0, gap })
  expect(client.view().gap).toBeUndefined()
  welcome(4)
  expect(client.view().gap).toBeUndefined()
  welcome(9, 'missed')
  expect(client.view().gap).toBe('missed')
  say({ type: 'room', ...revision(1, 10, 'film') })
  expect(client.view().gap).toBeUndefined()
  welcome(10, 'restored')
  expect(client.view().gap).toBe('restored')
  await time.pass(1)
})

test('[RC3] a new epoch is shown as a restored room', async () => {
  const { client, say } = await guest()
  say({ type: 'room', ...revision(2, 5, 'film') })

  expect(client.view().gap).toBe('restored')
})

test('[CO8] the view is the same object until something changed, and listeners hear of every change', async () => {
  const { client, say } = await guest()
  let heard = 0
  const stop = client.subscribe(() => {
    heard += 1
  })
  const before = client.view()
  expect(client.view()).toBe(before)
  say({ type: 'presence', members: [{ ...member, present: true }] })
  expect([heard, client.view().members.length]).toEqual([1, 1])
  stop()
  say({ type: 'presence', members: [] })

  expect(heard).toBe(1)
})

test('[CO5] a server that stops answering pings is left after 10 s', async () => {
  const { client, opened, time } = await guest()
  await time.pass(9000)
  expect([opened(), client.view().connection.kind]).toEqual([1, 'live'])
  await time.pass(1100)

  expect(client.view().connection.kind).toBe('reconnecting')
})

test('[RX1] reactions are heard until one stops listening', async () => {
  const { client, say } = await guest()
  const heard: unknown[] = []
  const stop = client.onReactions((some) => heard.push(some))
  say({ type: 'reactions', reactions: [{ emoji: '🔥', atS: 3, count: 2 }] })
  stop()
  say({ type: 'reactions', reactions: [{ emoji: '🔥', atS: 4, count: 1 }] })

  expect(heard).toEqual([[{ emoji: '🔥', atS: 3, count: 2 }]])
})

test('an intent without a connection is lost, and says so', async () => {
  const { client, hangUp } = await guest()
  hangUp()
  client.play()

  expect(client.view()).toMatchObject({ refusal: 'not-connected', connection: { kind: 'reconnecting' } })
})

const member = { id: 'ada', name: 'Ada', mayControl: true }

function revision(epoch: number, seq: number, mediaId: string): RoomRevision {
  const timeline = { positionS: 0, atMs: 0, rate: 1, playing: false }
  const remote = { hostTerm: 1, coHosts: [], locked: false, requests: [], policies: defaultPolicies, stalled: [] }
  return { epoch, seq, mark: 0, state: { mediaId, queue: [], ...remote, timeline } }
}

/** A client that was just welcomed by a server that says only what the test says. */
async function guest() {
  const time = createVirtualTime()
  let heard: [string, (event: never) => void][] = []
  let opened = 0
  const tell = (type: string, event: object) => {
    for (const [name, listener] of heard) if (name === type) Reflect.apply(listener, undefined, [event])
  }
  const open = () => {
    opened += 1
    heard = []
    const addEventListener = (type: string, listener: (event: never) => void) => void heard.push([type, listener])
    return { readyState: 1, send: () => {}, close: () => {}, addEventListener }
  }
  const player = createVirtualPlayer({ time })
  const client = createRoomClient({ open, ticket: async () => 't', player, clock: time, timers: time, random: createRandom(1) })
  await time.pass(10)
  const say = (message: object) => tell('message', { data: JSON.stringify(message) })
  say({ type: 'welcome', member, room: revision(1, 1, 'film'), members: [], serverMs: 0 })
  return { time, client, say, opened: () => opened, hangUp: () => tell('close', { code: 1006, reason: '' }) }
}
