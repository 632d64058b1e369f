import type { Entry } from './entry.ts'

/**
 * The part of a Kaltura account that a guild may see. An operator sets it; the default is nothing at all.
 *
 * An entry is inside when it carries one of the tags, sits in one of the categories (or below one) **or** is in one of the playlists. Empty lists let nothing in.
 */
export interface MediaScope {
  tags: readonly string[]
  /** Full names, such as `campus>lectures`; entries of sub-categories are inside too. */
  categories: readonly string[]
  /** Kaltura ids of playlists, static or by rules. Default: none. */
  playlists?: readonly string[]
}

/** The default of every guild: nothing. */
export const emptyScope: MediaScope = { tags: [], categories: [] }

/** Whether `entry` is inside `scope`. Tags compare without case, as Kaltura's do. */
export function inScope(entry: Pick<Entry, 'tags' | 'categories' | 'playlists'>, scope: MediaScope): boolean {
  const tags = new Set(scope.tags.map((tag) => tag.toLowerCase()))
  if (entry.playlists?.some((id) => scope.playlists?.includes(id))) return true
  if (entry.tags.some((tag) => tags.has(tag.toLowerCase()))) return true
  return entry.categories.some((category) => scope.categories.some((allowed) => category === allowed || category.startsWith(`${allowed}>`)))
}
