import { type Cache, longestCached } from './cache.ts'

export interface MemoryCacheOptions {
  /** How many it keeps at the most. */
  size: number
  /** Milliseconds that never go back: by a clock that does, what was asked would count for so much longer. */
  now(): number
}

/** A {@link Cache} for this process alone. */
export function createMemoryCache({ size, now }: MemoryCacheOptions): Cache {
  // In the order in which they were used; as text, so that nobody changes what others are given.
  const kept = new Map<string, { json: string; untilMs: number }>()
  return {
    async get(key) {
      const found = kept.get(key)
      kept.delete(key)
      if (!found || found.untilMs <= now()) return undefined
      kept.set(key, found)
      return JSON.parse(found.json) as unknown
    },
    async set(key, value, { ttlMs }) {
      const json = JSON.stringify(value)
      kept.delete(key)
      if (json.length <= longestCached) kept.set(key, { json, untilMs: now() + ttlMs })
      const [oldest] = kept.keys()
      if (kept.size > size && oldest !== undefined) kept.delete(oldest)
    },
    async delete(key) {
      kept.delete(key)
    },
  }
}
