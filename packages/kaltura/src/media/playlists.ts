import type { Entry, MediaScope } from '@kaltura-discord/core'
import { z } from 'zod'
import { KalturaApiError } from '../client/kaltura-api-error.ts'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { fromPages } from './pages.ts'
import type { ResolvedScope } from './resolved-scope.ts'
import { filterPager } from './scope-filters.ts'

/** What a playlist plays is asked for again after this long, in ms. */
const freshMs = 60_000
/** Playlists that are remembered at the most, and entries of one: Kaltura's players show no more of one either. */
const maxPlaylists = 500
const maxEntries = 300

const listed = z.array(z.unknown())
const entryId = z.object({ id: z.string() })
/** Kaltura's words for a playlist that is not there. */
const unknown = ['INVALID_ENTRY_ID', 'ENTRY_ID_NOT_FOUND', 'INVALID_PLAYLIST_TYPE']

/**
 * Knows which entries are in a playlist, static or by rules: an entry itself does not say, so Kaltura is asked what the playlist would play (`playlist.execute`). A
 * playlist that is gone holds nothing.
 */
export function createPlaylists({ client, now }: { client: KalturaClient; now: () => number }) {
  const known = new Map<string, { ids: Promise<readonly string[]>; untilMs: number }>()

  async function ask(id: string): Promise<readonly string[]> {
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

  function entriesOf(id: string): Promise<readonly string[]> {
    const found = known.get(id)
    if (found && found.untilMs > now()) return found.ids
    const ids = ask(id)
    known.delete(id)
    known.set(id, { ids, untilMs: now() + freshMs })
    ids.catch(() => known.delete(id))
    const [oldest] = known.keys()
    if (known.size > maxPlaylists && oldest !== undefined) known.delete(oldest)
    return ids
  }

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
