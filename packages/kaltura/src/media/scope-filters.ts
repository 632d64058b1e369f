import { type Entry, inScope } from '@kaltura-discord/core'
import { readEntry, watchableMediaTypes } from './entry-of.ts'
import { readyStatus } from './entry-status.ts'
import { pageSize } from './pages.ts'
import { inPlaylists, type ResolvedScope } from './resolved-scope.ts'

/** A `KalturaMediaEntryFilter`. */
export type EntryFilter = Readonly<Record<string, string>>

/**
 * Filters that together find what is inside `scope` and can be watched, newest first. Kaltura joins the conditions of a filter by *and*, a scope says *or*: tags,
 * categories and playlists are three questions. `…Like` also matches more than the scope means, so each answer has to be held against the scope again.
 */
export function scopeFilters({ tags, categories, listed }: ResolvedScope): EntryFilter[] {
  const ids = [...listed.values()].flat()
  return [
    ...(ids.length > 0 ? [{ ...everyFilter, idIn: [...new Set(ids)].join(',') }] : []),
    ...(tags.length > 0 ? [{ ...everyFilter, tagsMultiLikeOr: tags.join(',') }] : []),
    // Takes sub-categories in, as a scope does; `categoriesFullNameIn` would leave them out.
    ...(categories.length > 0 ? [{ ...everyFilter, categoriesMatchOr: categories.join(',') }] : []),
  ]
}

/** The entry of something that Kaltura answered, if it may be told of: that is held against the scope once more. */
export function offered(object: unknown, scope: ResolvedScope): Entry[] {
  return readEntry(object)
    .map((entry) => inPlaylists(entry, scope))
    .filter((entry) => entry.status === 'ready' && inScope(entry, scope))
}

export const everyFilter: EntryFilter = {
  statusIn: readyStatus,
  mediaTypeIn: watchableMediaTypes,
  orderBy: '-createdAt',
  objectType: 'KalturaMediaEntryFilter',
}

export function filterPager(pageIndex: number): Record<string, unknown> {
  return { pageSize, pageIndex, objectType: 'KalturaFilterPager' }
}
