import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { describeCache } from './cache.contract.ts'
import { createCachedLookup } from './cached-lookup.ts'
import { createMemoryCache } from './memory-cache.ts'

describeCache('memory', async ({ size }) => {
  const clock = { nowMs: 0 }
  const open = () => createMemoryCache({ size, now: () => clock.nowMs })
  const here = open()
  return { here, there: here, other: open(), clock }
})

/** An original that the test holds in its hand. */
function given(original: (key: string) => Promise<string | undefined>) {
  const cache = createMemoryCache({ size: 10, now: () => 0 })
  const asked: string[] = []
  const lookup = createCachedLookup({
    cache,
    ttlMs: 1_000,
    schema: z.string(),
    async load(key) {
      asked.push(key)
      return original(key)
    },
  })
  return { cache, asked, lookup }
}

describe('a lookup', () => {
  test('asks for the original once for all who wait, and not at all while it is kept', async () => {
    const { lookup, asked } = given(async (key) => `original of ${key}`)
    const answers = await Promise.all(Array.from({ length: 100 }, () => lookup('a')))
    answers.push(await lookup('a'))

    expect([new Set(answers), asked]).toEqual([new Set(['original of a']), ['a']])
  })

  test('takes nothing from the cache that does not look like an answer', async () => {
    const { lookup, asked, cache } = given(async () => 'the original')
    await cache.set('a', { text: 'of another version' }, { ttlMs: 1_000 })

    expect(await lookup('a')).toBe('the original')
    expect(await cache.get('a')).toBe('the original')
    expect(asked).toEqual(['a'])
  })

  test('keeps neither what there is not nor what failed', async () => {
    let original: () => Promise<string | undefined> = async () => undefined
    const { lookup } = given(() => original())
    expect(await lookup('a')).toBeUndefined()
    original = () => Promise.reject(new Error('away'))
    await expect(lookup('a')).rejects.toThrow('away')
    original = async () => 'here again'

    expect(await lookup('a')).toBe('here again')
  })

  test('without a cache asks each time', async () => {
    let asked = 0
    const lookup = createCachedLookup({ cache: undefined, ttlMs: 1_000, schema: z.number(), load: async () => (asked += 1) })

    expect([await lookup('a'), await lookup('a')]).toEqual([1, 2])
  })
})
