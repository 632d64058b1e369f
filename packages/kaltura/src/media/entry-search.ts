import type { Entry, FoundEntry, MediaScope } from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { readEntry } from './entry-of.ts'
import { hasWord, searchEntryParams } from './esearch-query.ts'
import { highlightsOf } from './highlight.ts'
import { fromPages, listAnswer } from './pages.ts'
import { type EntryFilter, filterPager, isOffered, scopeFilters } from './scope-filters.ts'

interface Limited {
  limit: number
  signal?: AbortSignal | undefined
}

const result = z.object({ object: z.unknown(), highlight: z.array(z.unknown()).catch([]) })

/** Entries that have all the words, by eSearch (`elasticsearch_esearch.searchEntry`): what fits best first. */
export function searchEntries(
  client: KalturaClient,
  scope: MediaScope,
  words: readonly string[],
  { limit, signal }: Limited,
): Promise<FoundEntry[]> {
  return fromPages(
    limit,
    (pageIndex) =>
      client.call('elasticsearch_esearch', 'searchEntry', searchEntryParams(scope, words.map(hasWord), pageIndex), {
        schema: listAnswer,
        signal,
        repeatable: false, // there is another way, and somebody waits
      }),
    (found) => {
      const { object, highlight = [] } = result.safeParse(found).data ?? {}
      return readEntry(object).flatMap((entry) => (isOffered(entry, scope) ? [{ ...entry, highlights: highlightsOf(highlight) }] : []))
    },
  )
}

/** The same by `media.list`, newest first: all of the scope if there are no words. */
export async function listEntries(
  client: KalturaClient,
  scope: MediaScope,
  words: readonly string[],
  { limit, signal }: Limited,
): Promise<FoundEntry[]> {
  const freeText = words.length === 0 ? {} : { freeText: words.join(' ') }
  const fits = (entry: Entry) => isOffered(entry, scope)
  const found = await Promise.all(scopeFilters(scope).map((filter) => list(client, { ...filter, ...freeText }, fits, { limit, signal })))
  return newest(found.flat(), limit).map((entry) => ({ ...entry, highlights: [] }))
}

/** Entries of `filter` that `fits` lets through, newest first. */
export function list(
  client: KalturaClient,
  filter: EntryFilter,
  fits: (entry: Entry, object: unknown) => boolean,
  { limit, signal }: Limited,
) {
  return fromPages(
    limit,
    (pageIndex) => client.call('media', 'list', { filter, pager: filterPager(pageIndex) }, { schema: listAnswer, signal }),
    (object) => readEntry(object).filter((entry) => fits(entry, object)),
  )
}

/** Each entry once. */
function newest(entries: readonly Entry[], limit: number): Entry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return [...byId.values()].sort((left, right) => right.createdAtMs - left.createdAtMs).slice(0, limit)
}
