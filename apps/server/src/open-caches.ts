import { type Cache, type Caching, createMemoryCache, InvalidInputError, type Settings } from '@kaltura-discord/core'

/** What is asked of others so often that its answers are kept. */
export interface Caches {
  /** Which entries are in a playlist. */
  playlists: Caching
  /** What the roles of a guild may do. */
  roles: Caching
}

/** Opens a cache that all servers share; `undefined` where there is nothing to share it by. */
export type OpenSharedCache = ((name: string, size: number) => Cache) | undefined

/**
 * Each cache with the engine, the time and the size that the settings say.
 * @throws InvalidInputError when one is to be in Redis and there is none
 */
export function openCaches(settings: Settings, openShared: OpenSharedCache): Caches {
  function open(setting: 'PLAYLIST_CACHE' | 'ROLE_CACHE', name: string): Caching {
    const [size, ttlMs] = [settings[`${setting}_SIZE`], settings[`${setting}_SECONDS`] * 1000]
    const engine = settings[setting] ?? (openShared ? 'redis' : 'memory')
    if (engine === 'none') return { cache: undefined, ttlMs }
    if (engine === 'memory') return { cache: createMemoryCache({ size, now: () => performance.now() }), ttlMs }
    if (!openShared) throw new InvalidInputError(`${setting} is redis, but REDIS_URL is not set`)
    return { cache: openShared(name, size), ttlMs }
  }
  return { playlists: open('PLAYLIST_CACHE', 'playlists'), roles: open('ROLE_CACHE', 'roles') }
}
