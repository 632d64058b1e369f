import type { Entry, FoundEntry } from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { hasWord, searchEntryParams } from './esearch-query.ts'
import { highlightsOf } from './highlight.ts'
import { fromPages, listAnswer } from './pages.ts'
import { listPart, type ResolvedScope, wordPart } from './resolved-scope.ts'
import { type EntryFilter, filterPager, offered, scopeFilters } from './scope-filters.ts'

interface Limited {
  limit: number
  signal?: AbortSignal | undefined
}

const result = z.object({ object: z.unknown(), highlight: z.array(z.unknown()).catch([]) })

/**
 * Entries that have all the words, by eSearch (`elasticsearch_esearch.searchEntry`): what fits best first. It does not know playlists: what is in those comes by
 * `media.list`, behind it.
 */
export async function searchEntries(
  client: KalturaClient,
  scope: ResolvedScope,
  words: readonly string[],
  { limit, signal }: Limited,
): Promise<FoundEntry[]> {
  const part = wordPart(scope)
  const [found, listed] = await Promise.all([
    part
      ? fromPages(
          limit,
          (pageIndex) =>
            client.call('elasticsearch_esearch', 'searchEntry', searchEntryParams(part, words.map(hasWord), pageIndex), {
              schema: listAnswer,
              signal,
              repeatable: false, // there is another way, and somebody waits
            }),
          (answer) => {
            const { object, highlight = [] } = result.safeParse(answer).data ?? {}
            return offered(object, scope).map((entry) => ({ ...entry, highlights: highlightsOf(highlight) }))
          },
        )
      : [],
    listEntries(client, listPart(scope), words, { limit, signal }),
  ])
  const ids = new Set(found.map(({ id }) => id))
  return [...found, ...listed.filter(({ id }) => !ids.has(id))].slice(0, limit)
}

/** The same by `media.list`, newest first: all of the scope if there are no words. */
export async function listEntries(
  client: KalturaClient,
  scope: ResolvedScope,
  words: readonly string[],
  { limit, signal }: Limited,
): Promise<FoundEntry[]> {
  const freeText = words.length === 0 ? {} : { freeText: words.join(' ') }
  const read = (object: unknown) => offered(object, scope)
  const found = await Promise.all(scopeFilters(scope).map((filter) => list(client, { ...filter, ...freeText }, read, { limit, signal })))
  return newest(found.flat(), limit).map((entry) => ({ ...entry, highlights: [] }))
}

/** What `read` makes of the entries of `filter`, newest first. */
export function list(client: KalturaClient, filter: EntryFilter, read: (object: unknown) => readonly Entry[], { limit, signal }: Limited) {
  return fromPages(
    limit,
    (pageIndex) => client.call('media', 'list', { filter, pager: filterPager(pageIndex) }, { schema: listAnswer, signal }),
    read,
  )
}

/** Each entry once. */
function newest(entries: readonly Entry[], limit: number): Entry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return [...byId.values()].sort((left, right) => right.createdAtMs - left.createdAtMs).slice(0, limit)
}
