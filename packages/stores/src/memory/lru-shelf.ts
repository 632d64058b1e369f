import type { CopyShelf } from '@kaltura-discord/core'
import { LRUCache } from 'lru-cache'

/** Keeps copies in this process, at most `size` of them: who was not asked for the longest time goes first. */
export function createLruShelf<V extends object>({ size }: { size: number }): CopyShelf<V> {
  return new LRUCache<string, V>({ max: size })
}
