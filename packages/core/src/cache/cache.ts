/** What JSON can say, and comes back from it as it was. */
export type PlainData = null | boolean | number | string | readonly PlainData[] | { readonly [name: string]: PlainData }

/**
 * Keeps for a while what can be asked for again, so that it is asked for less often. Anything in it may be gone at any time, and one that can't be reached holds
 * nothing: no method throws, and whoever asks only waits for the original.
 *
 * It may be one that all servers share, in a Redis that others read too. So nothing is put into it that opens something (a KS, a token, a secret), and nothing that was
 * decided about a person: only what is the same for whoever asks (docs/adr/0039-caches-that-are-shared.md).
 */
export interface Cache {
  /** A copy of what was set, or `undefined`. To be parsed: an older version of us may have set it, or somebody else. */
  get(key: string): Promise<unknown>
  /**
   * Keeps a copy. When there are more than the cache's size, the one that was not asked for or set for the longest time goes.
   * What is more than {@link longestCached} characters as JSON is not kept, nor is what was there before.
   */
  set(key: string, value: PlainData, options: { ttlMs: number }): Promise<void>
  delete(key: string): Promise<void>
}

/** Characters of a value, as JSON. */
export const longestCached = 65_536
