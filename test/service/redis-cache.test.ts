import { randomUUID } from 'node:crypto'
import { describeCache } from '@kaltura-discord/core/testing'
import { createRedisCache } from '@kaltura-discord/stores/redis'
import { createClient } from '@redis/client'
import { afterAll, beforeAll, expect, test } from 'vitest'

const client = createClient({ url: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379' })
const own = `kd-test:${randomUUID()}:`

beforeAll(() => client.connect())
afterAll(async () => {
  for await (const keys of client.scanIterator({ MATCH: `${own}*` })) await Promise.all([keys].flat().map((key) => client.del(key)))
  client.destroy()
})

/** Opens caches of one Redis that hold nothing. */
function given(size: number) {
  const clock = { nowMs: 1_800_000_000_000 }
  const prefix = `${own}${randomUUID()}:`
  const open = (name: string) =>
    createRedisCache({ client, prefix, name, size, now: () => clock.nowMs, onAway: (error) => expect.unreachable(String(error)) })
  return { clock, prefix, open }
}

describeCache('Redis', async ({ size }) => {
  const { clock, open } = given(size)
  return { here: open('roles'), there: open('roles'), other: open('playlists'), clock }
})

test('what somebody else wrote into it counts as nothing', async () => {
  const { prefix, open } = given(10)
  const cache = open('roles')
  const values = `${prefix}{cache:roles}:values`
  await client.hSet(values, { 'no time': '"x"', 'no JSON': '9999999999999:{"a"' })

  expect([await cache.get('no time'), await cache.get('no JSON')]).toEqual([undefined, undefined])
})

test('a cache that nobody uses any more leaves Redis by itself', async () => {
  const { prefix, open } = given(10)
  await open('roles').set('a', 1, { ttlMs: 60_000 })
  const left = await Promise.all(['values', 'uses'].map((key) => client.pTTL(`${prefix}{cache:roles}:${key}`)))

  expect(left.every((ms) => ms > 0 && ms <= 120_000)).toBe(true)
})
