import type { z } from 'zod'
import type { Cache, PlainData } from './cache.ts'

/** Where answers are kept, and for how long. */
export interface Caching {
  /** `undefined` keeps nothing. */
  cache: Cache | undefined
  /** From when the answer came, in ms. */
  ttlMs: number
}

export interface CachedLookupOptions<V extends PlainData> extends Caching {
  /** What an answer looks like; what the cache holds and isn't that counts as nothing. */
  schema: z.ZodType<V>
  /** Asks for the original. `undefined`, for what there isn't, is not kept. */
  load(key: string): Promise<V | undefined>
}

/** Asks a cache, and the original once for all who wait when it isn't there. Whatever the original throws is the caller's, and not kept. */
export function createCachedLookup<V extends PlainData>({ cache, ttlMs, schema, load }: CachedLookupOptions<V>) {
  const asking = new Map<string, Promise<V | undefined>>()

  async function ask(key: string): Promise<V | undefined> {
    const kept = schema.safeParse(await cache?.get(key))
    if (kept.success) return kept.data
    const value = await load(key)
    if (value !== undefined) await cache?.set(key, value, { ttlMs })
    return value
  }

  return (key: string): Promise<V | undefined> => {
    const answer = asking.get(key) ?? ask(key).finally(() => asking.delete(key))
    asking.set(key, answer)
    return answer
  }
}
