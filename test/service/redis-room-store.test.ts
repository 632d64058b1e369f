import { randomUUID } from 'node:crypto'
import { reduceRoom } from '@kaltura-discord/sync'
import { createRedisChannels, createRedisRoomPresence, createRedisRoomStore } from '@kaltura-discord/sync/redis'
import { describeRoomPresence, describeRoomStore } from '@kaltura-discord/sync/testing'
import { createClient } from '@redis/client'
import { afterAll, beforeAll, expect, test } from 'vitest'

const client = createClient({ url: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379', socket: { reconnectStrategy: false } })
const [subscriber, otherSubscriber] = [client.duplicate(), client.duplicate()]
const own = `kd-test:${randomUUID()}:`

let listen: ReturnType<typeof createRedisChannels>
let listenToo: ReturnType<typeof createRedisChannels>

beforeAll(async () => {
  await Promise.all([client, subscriber, otherSubscriber].map((one) => one.connect()))
  listen = createRedisChannels(subscriber)
  listenToo = createRedisChannels(otherSubscriber)
})

afterAll(async () => {
  for await (const keys of client.scanIterator({ MATCH: `${own}*` })) await Promise.all([keys].flat().map((key) => client.del(key)))
  await Promise.all([client, subscriber, otherSubscriber].map((one) => one.close()))
})

describeRoomStore('Redis', async () => {
  const options = { client, prefix: `${own}${randomUUID()}:`, historyLength: 10 }
  return { store: createRedisRoomStore({ ...options, listen }), another: createRedisRoomStore({ ...options, listen: listenToo }) }
})

describeRoomPresence('Redis', async () => {
  const options = { client, prefix: `${own}${randomUUID()}:`, ttlMs: 400 }
  return {
    presence: createRedisRoomPresence({ ...options, listen }),
    another: createRedisRoomPresence({ ...options, listen: listenToo }),
    pass: (ms) => new Promise((done) => setTimeout(done, ms)),
  }
})

test('[ST10] every commit is stamped by Redis, kept in a capped stream, and forgotten in time', async () => {
  const prefix = `${own}${randomUUID()}:`
  const store = createRedisRoomStore({ client, listen, prefix, historyLength: 10, forgetAfterMs: 60_000 })
  const opened = reduceRoom(undefined, { kind: 'join', mediaId: 'film', member: { id: 'ada', name: 'Ada', mayControl: true } }, 0)
  if (opened.kind !== 'changed') throw new Error('a room begins with who joins it')
  const stamps: number[] = []
  for (let seq = 1; seq <= 300; seq += 1) {
    const outcome = await store.commit('lobby', seq - 1, { ...opened.state, seq }, [{ kind: 'tick' }])
    if (outcome.kind === 'committed') stamps.push(outcome.atMs)
  }
  const redisMs = Number((await client.time())[0]) * 1000

  expect(stamps).toHaveLength(300)
  expect(Math.abs((stamps.at(-1) ?? 0) - redisMs)).toBeLessThan(2000)
  expect(await client.xLen(`${prefix}{lobby}:history`)).toBeLessThan(200)
  expect(await client.pTTL(`${prefix}{lobby}:room`)).toBeGreaterThan(50_000)
  expect(await client.pTTL(`${prefix}{lobby}:history`)).toBeLessThanOrEqual(60_000)
})

test('[ST6] a clock of Redis that was set back takes no stamp back', async () => {
  const prefix = `${own}${randomUUID()}:`
  const store = createRedisRoomStore({ client, listen, prefix })
  const opened = reduceRoom(undefined, { kind: 'join', mediaId: 'film', member: { id: 'ada', name: 'Ada', mayControl: true } }, 0)
  if (opened.kind !== 'changed') throw new Error('a room begins with who joins it')
  await store.commit('lobby', 0, opened.state, [])
  const aheadMs = Number((await client.time())[0]) * 1000 + 3_600_000
  await client.hSet(`${prefix}{lobby}:room`, 'atMs', String(aheadMs))

  expect(await store.commit('lobby', 1, { ...opened.state, seq: 2 }, [])).toEqual({ kind: 'committed', atMs: aheadMs })
})
