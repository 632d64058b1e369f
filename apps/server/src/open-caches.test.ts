import { createMemoryCache } from '@kaltura-discord/core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openCaches } from './open-caches.ts'
import { settingsWith } from './settings-with.ts'

const shared = createMemoryCache({ size: 1, now: () => 0 })

test('caches are shared where servers share anything, and say how long and how many', () => {
  const opened: [string, number][] = []
  const caches = openCaches(settingsWith({ NODE_ENV: 'production', ROLE_CACHE_SIZE: '7' }), (...asked) => {
    opened.push(asked)
    return shared
  })

  expect(caches).toEqual({ playlists: { cache: shared, ttlMs: 60_000 }, roles: { cache: shared, ttlMs: 30_000 } })
  expect(opened).toEqual([
    ['playlists', 1000],
    ['roles', 7],
  ])
})

test('each may be in memory or nowhere', async () => {
  const settings = settingsWith({ PLAYLIST_CACHE: 'memory', ROLE_CACHE: 'none' })
  const { playlists, roles } = openCaches(settings, () => expect.unreachable())
  await playlists.cache?.set('a', 1, { ttlMs: 1000 })

  expect(await playlists.cache?.get('a')).toBe(1)
  expect(roles).toEqual({ cache: undefined, ttlMs: 5000 })
})

test('[A96] a clock that goes back an hour keeps nothing in memory for longer', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const { cache } = openCaches(settingsWith({}), undefined).roles
  await cache?.set('a', 1, { ttlMs: 5_000 })
  vi.setSystemTime(Date.now() - 3_600_000)
  vi.advanceTimersByTime(4_999)
  const before = await cache?.get('a')
  vi.advanceTimersByTime(1)

  expect([before, await cache?.get('a')]).toEqual([1, undefined])
})

test('without Redis they are in memory, and one that is to be in Redis stops the start', () => {
  expect(openCaches(settingsWith({}), undefined).roles.cache).toBeDefined()
  expect(() => openCaches(settingsWith({ ROLE_CACHE: 'redis' }), undefined)).toThrow('ROLE_CACHE is redis, but REDIS_URL is not set')
})
