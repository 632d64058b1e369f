import { type Cache, longestCached } from './cache.ts'

export interface MemoryCacheOptions {
  /** How many it keeps at the most. */
  size: number
  /** Milliseconds, best of a clock that never goes back: by one that does, what was kept before is asked for anew. */
  now(): number
}

/** A {@link Cache} for this process alone. */
export function createMemoryCache({ size, now }: MemoryCacheOptions): Cache {
  // In the order in which they were used; as text, so that nobody changes what others are given.
  const kept = new Map<string, { json: string; atMs: number; ttlMs: number }>()
  return {
    async get(key) {
      const found = kept.get(key)
      kept.delete(key)
      if (!found || Math.abs(now() - found.atMs) >= found.ttlMs) return undefined
      kept.set(key, found)
      return JSON.parse(found.json) as unknown
    },
    async set(key, value, { ttlMs }) {
      const json = JSON.stringify(value)
      kept.delete(key)
      if (json.length <= longestCached) kept.set(key, { json, atMs: now(), ttlMs })
      const [oldest] = kept.keys()
      if (kept.size > size && oldest !== undefined) kept.delete(oldest)
    },
    async delete(key) {
      kept.delete(key)
    },
  }
}
