import { expect, expectTypeOf, test } from 'vitest'
import { defaultPolicies } from '../protocol/intents.ts'
import type { MarkedRevision } from '../protocol/revision.ts'
import { createRandom } from '../testing/seeded-random.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { backOffMs } from './back-off.ts'
import type { ClientSocket } from './client-socket.ts'
import { type ConnectionState, createRoomConnection } from './room-connection.ts'
import { uuidFrom } from './uuid.ts'

const welcome = JSON.stringify({
  type: 'welcome',
  member: { id: 'ada', name: 'Ada', mayControl: true },
  room: {
    epoch: 1,
    seq: 1,
    state: {
      mediaId: 'film',
      hostTerm: 0,
      coHosts: [],
      locked: false,
      requests: [],
      stalled: [],
      queue: [],
      policies: defaultPolicies,
      timeline: { positionS: 0, atMs: 0, rate: 1, playing: false },
    },
  },
  members: [],
  serverMs: 0,
})

test('[CO1] asks for a fresh ticket for every try, and says hello with it', async () => {
  const { time, sockets, hellos } = line()
  await time.pass(10)
  sockets[0]?.tell('open')
  sockets[0]?.tell('close', { code: 1006 })
  await time.pass(600)
  sockets[1]?.tell('open')

  expect(hellos()).toEqual(['ticket 1', 'ticket 2'])
})

test('[CO1] counts its tries from the last time it was in: who was in is back sooner than who was long turned away', async () => {
  const { time, sockets, states } = line()
  for (const _ of [1, 2, 3, 4, 5]) {
    await time.pass(10_000)
    sockets.at(-1)?.tell('close', { code: 1006 })
  }
  const away = states.at(-1)
  await time.pass(10_000)
  sockets.at(-1)?.tell('open')
  sockets.at(-1)?.tell('message', { data: welcome })
  sockets.at(-1)?.tell('close', { code: 1006 })
  const back = states.at(-1)

  expect(away).toMatchObject({ kind: 'reconnecting', attempt: 5 })
  expect(back).toMatchObject({ kind: 'reconnecting', attempt: 1 })
  expect(back?.kind === 'reconnecting' && back.inMs).toBeLessThanOrEqual(500)
})

test('[RC1] says what it last knew, and for how long it has been away', async () => {
  const { time, sockets, hello } = line({ epoch: 3, seq: 7, mark: 12 })
  await time.pass(10)
  sockets[0]?.tell('open')
  sockets[0]?.tell('message', { data: welcome })
  await time.pass(60_000)
  sockets[0]?.tell('close', { code: 1006 })
  const lostMs = time.now()
  await time.pass(600)
  sockets[1]?.tell('open')

  expect(hello(1)).toMatchObject({ last: { epoch: 3, seq: 7, mark: 12, awayMs: time.now() - lostMs } })
})

test('[RC5] who is told to wait waits for that long, and then anywhere in the usual', async () => {
  const { time, sockets, states } = line()
  await time.pass(10)
  sockets[0]?.tell('open')
  sockets[0]?.tell('message', { data: JSON.stringify({ type: 'busy', retryAfterMs: 20_000 }) })
  sockets[0]?.tell('close', { code: 1013 })
  await time.pass(19_999)
  expect(sockets).toHaveLength(1)
  expect(states.at(-1)).toMatchObject({ kind: 'reconnecting', lastCode: 1013 })
  await time.pass(501)

  expect(sockets).toHaveLength(2)
})

test('[CO2] waits anywhere up to a ceiling that doubles from 0.5 s to 10 s', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map((attempt) => backOffMs(attempt, () => 1))).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000])
  expect(backOffMs(9, () => 0)).toBe(0)
})

test('[CO2] a server that never answers is tried ever less often, not never', async () => {
  const { time, sockets } = line()
  for (let second = 0; second < 120; second += 1) {
    await time.pass(1000)
    sockets.at(-1)?.tell('close', { code: 1006 })
  }

  expect(sockets.length).toBeGreaterThan(12)
  expect(sockets.length).toBeLessThan(50)
})

test.each([4400, 4401, 4404, 4409, 4422])('[CO4] after %i it never tries again', async (code) => {
  const { time, sockets, states } = line()
  await time.pass(10)
  sockets[0]?.tell('open')
  sockets[0]?.tell('message', { data: welcome })
  sockets[0]?.tell('close', { code })
  await time.pass(600_000)

  expect(sockets).toHaveLength(1)
  expect(states.at(-1)).toEqual({ kind: 'refused', code, reason: '' })
})

test('[CO5] a welcome that does not come within 15 s is not waited for', async () => {
  const { time, sockets, states } = line()
  await time.pass(10)
  sockets[0]?.tell('open')
  await time.pass(15_000)

  expect(states.at(-1)?.kind).toBe('reconnecting')
  sockets[0]?.tell('message', { data: welcome })
  expect(states.at(-1)?.kind).toBe('reconnecting')
})

test('[CO6] closed is closed: no socket, no timer, no word from before', async () => {
  const { time, sockets, states, connection } = line()
  await time.pass(10)
  connection.close()
  sockets[0]?.tell('open')
  sockets[0]?.tell('close', { code: 1006 })
  await time.pass(100_000)

  expect(sockets).toHaveLength(1)
  expect(states.at(-1)).toEqual({ kind: 'closed' })
})

test('[CO7] the browser’s own WebSocket fits', () => {
  expectTypeOf<WebSocket>().toExtend<ClientSocket>()
})

test('a tab names itself with a version 4 UUID', () => {
  expect(uuidFrom(createRandom(1))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

function line(last?: MarkedRevision) {
  const time = createVirtualTime()
  const sockets: ReturnType<typeof fakeSocket>[] = []
  const states: ConnectionState[] = []
  let tickets = 0
  const open = () => {
    const socket = fakeSocket()
    sockets.push(socket)
    return socket
  }
  const connection = createRoomConnection({
    open,
    ticket: async () => `ticket ${++tickets}`,
    connection: uuidFrom(createRandom(3)),
    last: () => last,
    clock: time,
    timers: time,
    random: createRandom(2),
    onState: (state) => states.push(state),
    onMessage: () => {},
  })
  const hellos = () => sockets.flatMap(({ sent }) => sent.map((text) => (JSON.parse(text) as { ticket: string }).ticket))
  const hello = (index: number): unknown => JSON.parse(sockets[index]?.sent[0] ?? '{}')
  return { time, sockets, states, connection, hellos, hello }
}

function fakeSocket() {
  const heard: [string, (event: never) => void][] = []
  const sent: string[] = []
  return {
    readyState: 1,
    sent,
    send: (text: string) => void sent.push(text),
    close: () => {},
    addEventListener: (type: string, listener: (event: never) => void) => void heard.push([type, listener]),
    tell(type: string, event: { data?: string; code?: number } = {}) {
      for (const [name, listener] of heard) if (name === type) Reflect.apply(listener, undefined, [{ reason: '', ...event }])
    },
  }
}
