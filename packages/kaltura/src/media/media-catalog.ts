import { type Entry, InvalidInputError, inScope, type MediaCatalog, type MediaScope } from '@kaltura-discord/core'
import { z } from 'zod'
import { KalturaApiError } from '../client/kaltura-api-error.ts'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { isEntryId } from './entry-id.ts'
import { entryOf, kalturaEntry, watchableMediaTypes } from './entry-of.ts'
import { readyStatus } from './entry-status.ts'

/** One odd entry must not hide the others, so each is parsed by itself. */
const listAnswer = z.object({ objects: z.array(z.unknown()) })

const pageSize = 100
/** How many pages of one search are asked for at most: what a person who types can wait for. */
const maxPages = 3

/**
 * What can be watched in one Kaltura account, by its own API (`media.list`, `baseEntry.get`).
 *
 * Kaltura joins the conditions of a filter by *and*, a scope says *or*: tags and categories are two questions. Kaltura's `…Like` also matches more than the
 * scope means, so every answer is held against the scope again. `search` finds entries that are ready, and new ones seconds later: Kaltura indexes them in its own time.
 */
export function createMediaCatalog({ client }: { client: KalturaClient }): MediaCatalog {
  async function find(scope: MediaScope, filter: Filter, limit: number, signal: AbortSignal | undefined): Promise<Entry[]> {
    const found: Entry[] = []
    for (let pageIndex = 1; pageIndex <= maxPages && found.length < limit; pageIndex++) {
      const params = { filter: { ...everyFilter, ...filter }, pager: { pageSize, pageIndex, objectType: 'KalturaFilterPager' } }
      const { objects } = await client.call('media', 'list', params, { schema: listAnswer, signal })
      found.push(...objects.flatMap(readEntry).filter((entry) => inScope(entry, scope)))
      if (objects.length < pageSize) break
    }
    return found
  }

  return {
    async search(scope, query, { limit, signal }) {
      if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new InvalidInputError('A search is for 1 to 100 entries', { limit })
      const text = freeText(query)
      const filters = scopeFilters(scope).map((filter) => ({ ...filter, ...(text === '' ? {} : { freeText: text }) }))

      const found = await Promise.all(filters.map((filter) => find(scope, filter, limit, signal)))
      const byId = new Map(found.flat().map((entry) => [entry.id, entry]))
      return [...byId.values()].sort((left, right) => right.createdAtMs - left.createdAtMs).slice(0, limit)
    },

    async get(entryId, { signal } = {}) {
      if (!isEntryId(entryId)) return undefined
      try {
        return entryOf(await client.call('baseEntry', 'get', { entryId }, { schema: kalturaEntry, signal }))
      } catch (error) {
        if (error instanceof KalturaApiError && error.apiCode === 'ENTRY_ID_NOT_FOUND') return undefined
        throw error
      }
    },
  }
}

type Filter = Readonly<Record<string, string>>

const everyFilter: Filter = {
  statusIn: readyStatus,
  mediaTypeIn: watchableMediaTypes,
  orderBy: '-createdAt',
  objectType: 'KalturaMediaEntryFilter',
}

/** `categoriesMatchOr` takes sub-categories in, as a scope does; `categoriesFullNameIn` would leave them out. */
function scopeFilters({ tags, categories }: MediaScope): Filter[] {
  return [
    ...(tags.length > 0 ? [{ tagsMultiLikeOr: tags.join(',') }] : []),
    ...(categories.length > 0 ? [{ categoriesMatchOr: categories.join(',') }] : []),
  ]
}

function readEntry(object: unknown): Entry[] {
  const parsed = kalturaEntry.safeParse(object)
  const entry = parsed.success ? entryOf(parsed.data) : undefined
  return entry ? [entry] : []
}

/** Kaltura's free text has operators (`,` or, `!` not, `"` phrase, `*` wildcard); people who search for a title mean words. */
function freeText(query: string): string {
  return query
    .slice(0, 200)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}
