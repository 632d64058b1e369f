import { describe, expect, test } from 'vitest'
import { type Cache, longestCached } from './cache.ts'

/** An empty cache as two processes have it; the same object twice where there is but one process. */
export interface CacheSubject {
  here: Cache
  there: Cache
  /** Another cache of the same engine, with another name. */
  other: Cache
  /** The suite moves it. */
  clock: { nowMs: number }
}

const minute = { ttlMs: 60_000 }

/** What "implements Cache" means. `create` gives caches that keep so many at the most. */
export function describeCache(name: string, create: (options: { size: number }) => Promise<CacheSubject>): void {
  describe(`${name} as a Cache`, () => {
    test('what was kept in one process is there in the other, and is a copy', async () => {
      const { here, there } = await create({ size: 10 })
      const roles = [{ id: '1', permissions: '8' }]
      await here.set('guild', { roles, ownerId: null, isLarge: false, members: 7 }, minute)
      roles.push({ id: '2', permissions: '0' })

      expect(await there.get('guild')).toEqual({ roles: [{ id: '1', permissions: '8' }], ownerId: null, isLarge: false, members: 7 })
    })

    test('what was never kept, or deleted, is not there', async () => {
      const { here, there } = await create({ size: 10 })
      await here.set('a', 1, minute)
      await there.delete('a')
      await there.delete('never')

      expect([await here.get('a'), await here.get('never')]).toEqual([undefined, undefined])
    })

    test('caches with other names do not know of each other', async () => {
      const { here, other } = await create({ size: 1 })
      await here.set('a', 'mine', minute)
      await other.set('a', 'theirs', minute)
      await other.delete('a')

      expect(await here.get('a')).toBe('mine')
    })

    test('any text is a key, and any text a value', async () => {
      const { here } = await create({ size: 10 })
      const texts = ['', '01 é:*\n{}', '__proto__', '\u0000"\\', '😀'.repeat(100)]
      for (const text of texts) await here.set(text, text, minute)

      expect(await Promise.all(texts.map((text) => here.get(text)))).toEqual(texts)
    })

    test('it is gone when its time is over, to the millisecond', async () => {
      const { here, clock } = await create({ size: 10 })
      await here.set('a', 1, { ttlMs: 1_000 })
      clock.nowMs += 999
      expect(await here.get('a')).toBe(1)
      clock.nowMs += 1

      expect(await here.get('a')).toBeUndefined()
    })

    test('what is kept again has its time anew', async () => {
      const { here, there, clock } = await create({ size: 10 })
      await here.set('a', 1, { ttlMs: 1_000 })
      clock.nowMs += 900
      await there.set('a', 2, { ttlMs: 1_000 })
      clock.nowMs += 900

      expect(await here.get('a')).toBe(2)
    })

    test('it keeps as many as it is large, and lets go of what nobody wanted for the longest time', async () => {
      const { here, there } = await create({ size: 3 })
      for (const key of ['a', 'b', 'c']) await here.set(key, key, minute)
      await there.get('a')
      await here.set('b', 'b again', minute)
      await there.set('d', 'd', minute)

      expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => here.get(key)))).toEqual(['a', 'b again', undefined, 'd'])
    })

    test('what is too long is not kept, nor what was there before', async () => {
      const { here } = await create({ size: 10 })
      const longest = 'x'.repeat(longestCached - 2) // its quotes count
      await here.set('a', longest, minute)
      expect(await here.get('a')).toBe(longest)
      await here.set('a', `${longest}x`, minute)

      expect(await here.get('a')).toBeUndefined()
    })
  })
}
