import { expect, test } from 'vitest'
import { createRedisCache } from './redis-cache.ts'

/** A cache whose Redis can be taken away. */
function given() {
  const state = { nowMs: 0, isAway: true, asked: 0, told: 0 }
  const cache = createRedisCache({
    client: {
      async sendCommand() {
        state.asked += 1
        if (state.isAway) throw new Error('The client is offline')
        return '"kept"'
      },
    },
    prefix: 'kd:',
    name: 'roles',
    size: 10,
    now: () => state.nowMs,
    onAway: () => {
      state.told += 1
    },
  })
  return { state, cache }
}

test('a Redis that is away holds nothing, takes nothing, and is told of once', async () => {
  const { state, cache } = given()

  expect(await cache.get('a')).toBeUndefined()
  await cache.set('a', 1, { ttlMs: 1_000 })
  await cache.delete('a')
  expect(state).toMatchObject({ asked: 1, told: 1 })
})

test('it is asked again after a second', async () => {
  const { state, cache } = given()
  await cache.get('a')
  state.isAway = false
  state.nowMs = 999
  expect(await cache.get('a')).toBeUndefined()
  state.nowMs = 1_000

  expect(await cache.get('a')).toBe('kept')
})

test('who comes while it does not answer waits no longer than its time', async () => {
  const silent = createRedisCache({
    ...{ client: { sendCommand: () => new Promise<never>(() => undefined) }, prefix: 'kd:', name: 'roles', size: 10 },
    ...{ now: () => 0, timeoutMs: 1, onAway: () => undefined },
  })

  expect(await Promise.all([silent.get('a'), silent.get('b')])).toEqual([undefined, undefined])
})
