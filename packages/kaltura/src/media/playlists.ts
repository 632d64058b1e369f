import { type Caching, createCachedLookup, createMemoryCache, type Entry, type MediaScope } from '@kaltura-discord/core'
import { z } from 'zod'
import { KalturaApiError } from '../client/kaltura-api-error.ts'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { fromPages } from './pages.ts'
import type { ResolvedScope } from './resolved-scope.ts'
import { filterPager } from './scope-filters.ts'

/** Entries of a playlist at the most: Kaltura's players show no more of one either. */
const maxEntries = 300

const listed = z.array(z.unknown())
const entryId = z.object({ id: z.string() })
const entryIds = z.array(z.string())
/** Kaltura's words for a playlist that is not there. */
const unknown = ['INVALID_ENTRY_ID', 'ENTRY_ID_NOT_FOUND', 'INVALID_PLAYLIST_TYPE']

export interface PlaylistsOptions {
  client: KalturaClient
  /** Goes before the id of a playlist where it is kept: accounts may share a cache. */
  account: string
  now: () => number
  /** Default: in this process, 500 playlists for a minute. */
  caching?: Caching | undefined
}

/**
 * Knows which entries are in a playlist, static or by rules: an entry itself does not say, so Kaltura is asked what the playlist would play (`playlist.execute`). A
 * playlist that is gone holds nothing.
 */
export function createPlaylists({ client, account, now, caching = ownCaching(now) }: PlaylistsOptions) {
  const lookUp = createCachedLookup({ ...caching, schema: entryIds, load: (key) => ask(key.slice(account.length)) })

  async function ask(id: string): Promise<string[]> {
    try {
      const entries = await fromPages(
        maxEntries,
        async (pageIndex) => ({
          objects: await client.call('playlist', 'execute', { id, pager: filterPager(pageIndex) }, { schema: listed }),
        }),
        (object) => [entryId.safeParse(object).data ?? []].flat(),
      )
      return entries.map(({ id }) => id)
    } catch (error) {
      if (error instanceof KalturaApiError && unknown.includes(error.apiCode)) return []
      throw error
    }
  }

  const entriesOf = async (id: string) => (await lookUp(`${account}${id}`)) ?? []

  return {
    /** @param playlists those that matter to who asks */
    async holding(entry: Entry, playlists: readonly string[]): Promise<Entry> {
      const held = await Promise.all(playlists.map(async (id) => ((await entriesOf(id)).includes(entry.id) ? [id] : [])))
      return playlists.length > 0 ? { ...entry, playlists: held.flat() } : entry
    },

    async resolve(scope: MediaScope): Promise<ResolvedScope> {
      const all = (scope.playlists ?? []).map(async (id) => [id, await entriesOf(id)] as const)
      return { ...scope, listed: new Map(await Promise.all(all)) }
    },
  }
}

function ownCaching(now: () => number): Caching {
  return { cache: createMemoryCache({ size: 500, now }), ttlMs: 60_000 }
}
