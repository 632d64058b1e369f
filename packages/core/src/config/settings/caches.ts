import { z } from 'zod'
import type { Setting } from '../setting.ts'
import { whole } from '../written-forms.ts'

/** Without it: redis where there is `REDIS_URL`, else memory. */
const engine = z.enum(['redis', 'memory', 'none']).optional()
const seconds = whole({ min: 1, max: 3_600 })
const size = whole({ min: 1, max: 1_000_000 })

/** Caches beside that of guilds. The first two are of what is the same for whoever asks. */
export const cacheSettings = {
  PLAYLIST_CACHE: {
    path: 'cache.playlists.engine',
    schema: engine,
    doc: 'Where is kept which entries are in a playlist: redis (of REDIS_URL, one for all servers), memory (of each server), or none to ask Kaltura each time; without it redis if there is one, else memory',
    targets: ['kaltura'],
  },
  PLAYLIST_CACHE_SECONDS: {
    path: 'cache.playlists.seconds',
    schema: seconds,
    default: '5',
    productionDefault: '60',
    doc: 'How long that is believed: how much later a changed playlist counts (1 to 3600)',
    targets: ['kaltura'],
  },
  PLAYLIST_CACHE_SIZE: {
    path: 'cache.playlists.size',
    schema: size,
    default: '100',
    productionDefault: '1000',
    doc: 'How many playlists are kept at the most; the one that was not asked for for the longest time goes first (1 to 1000000)',
    targets: ['kaltura'],
  },
  ROLE_CACHE: {
    path: 'cache.roles.engine',
    schema: engine,
    doc: "Where are kept a guild's owner and what its roles may do, as Discord says: redis, memory or none, as PLAYLIST_CACHE. Who is in a guild and which roles they have is asked each time",
    targets: ['activity'],
  },
  ROLE_CACHE_SECONDS: {
    path: 'cache.roles.seconds',
    schema: seconds,
    default: '5',
    productionDefault: '30',
    doc: 'How long that is believed: how much later a role that was changed counts (1 to 3600)',
    targets: ['activity'],
  },
  ROLE_CACHE_SIZE: {
    path: 'cache.roles.size',
    schema: size,
    default: '100',
    productionDefault: '10000',
    doc: 'Of how many guilds that is kept at the most (1 to 1000000)',
    targets: ['activity'],
  },
  KS_CACHE_SIZE: {
    path: 'cache.ks.size',
    schema: size,
    default: '100',
    productionDefault: '10000',
    doc: 'Of how many viewers each server keeps the KS at the most, in its memory and nowhere else, until that ends; who is forgotten is judged anew (1 to 1000000)',
    targets: ['activity'],
  },
} as const satisfies Record<string, Setting>
