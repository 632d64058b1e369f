import { expect, test } from 'vitest'
import { describeRoomStore } from '../testing/describe-room-store.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createRoomObject } from './room-object.ts'
import { createStorageRoomStore } from './storage-room-store.ts'

describeRoomStore('the storage of a Durable Object', async () => ({
  store: createStorageRoomStore({ storage: fakeStorage(), now: createVirtualTime(1000).now, historyLength: 10 }),
}))

test('[DO1] an upgrade becomes a member of the room that the object is', async () => {
  const time = createVirtualTime(1_800_000_000_000)
  const storage = fakeStorage()
  const server = fakeServerSocket()
  const room = createRoomObject(
    { storage },
    {
      verify: async (id) => ({
        kind: 'pass',
        pass: { room: 'lobby', mediaId: 'film', member: { id, name: id, mayControl: true }, expiresAtMs: time.now() + 1 },
      }),
      upgrade: () => ({ server, response: 101 }),
      refuse: () => 426,
      now: time.now,
      timers: time,
    },
  )
  expect(await room.fetch({ headers: new Headers() })).toBe(426)
  expect(await room.fetch({ headers: new Headers({ upgrade: 'websocket' }) })).toBe(101)
  server.tell('message', {
    data: JSON.stringify({ type: 'hello', protocol: 1, ticket: 'ada', connection: '00000000-0000-4000-8000-000000000000' }),
  })
  await time.pass(10)

  expect(server.sent[0]).toContain('"type":"welcome"')
  server.tell('close', { code: 1000 })
  await time.pass(2000)
  expect([...storage.kept.values()].join()).toContain('"members":[]')
})

function fakeStorage() {
  const kept = new Map<string, string>()
  return {
    kept,
    get: async (key: string) => kept.get(key),
    put: async (key: string, value: string) => void kept.set(key, value),
    delete: async (key: string) => kept.delete(key),
  }
}

function fakeServerSocket() {
  const heard: [string, (event: never) => void][] = []
  const sent: string[] = []
  return {
    sent,
    accept: () => {},
    send: (text: string) => void sent.push(text),
    close: () => {},
    addEventListener: (type: string, listener: (event: never) => void) => void heard.push([type, listener]),
    tell(type: string, event: { data?: string; code?: number }) {
      for (const [name, listener] of heard) if (name === type) Reflect.apply(listener, undefined, [event])
    },
  }
}
