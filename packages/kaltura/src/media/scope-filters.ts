import { type Entry, inScope, type MediaScope } from '@kaltura-discord/core'
import { watchableMediaTypes } from './entry-of.ts'
import { readyStatus } from './entry-status.ts'
import { pageSize } from './pages.ts'

/** A `KalturaMediaEntryFilter`. */
export type EntryFilter = Readonly<Record<string, string>>

/**
 * Filters that together find what is inside `scope` and can be watched, newest first. Kaltura joins the conditions of a filter by *and*, a scope says *or*: tags
 * and categories are two questions. `…Like` also matches more than the scope means, so each answer has to be held against the scope again.
 */
export function scopeFilters({ tags, categories }: MediaScope): EntryFilter[] {
  return [
    ...(tags.length > 0 ? [{ ...everyFilter, tagsMultiLikeOr: tags.join(',') }] : []),
    // Takes sub-categories in, as a scope does; `categoriesFullNameIn` would leave them out.
    ...(categories.length > 0 ? [{ ...everyFilter, categoriesMatchOr: categories.join(',') }] : []),
  ]
}

/** Whether an entry may be told of: what Kaltura answered is held against the scope once more. */
export function isOffered(entry: Entry, scope: MediaScope): boolean {
  return entry.status === 'ready' && inScope(entry, scope)
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
