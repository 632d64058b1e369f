import type { Entry, MediaScope } from '@kaltura-discord/core'

/** A scope, and which entries are in each of its playlists. */
export interface ResolvedScope extends MediaScope {
  listed: ReadonlyMap<string, readonly string[]>
}

/** An entry with the playlists of a scope that hold it. */
export function inPlaylists<Found extends Entry>(entry: Found, { listed }: ResolvedScope): Found {
  const playlists = [...listed].flatMap(([id, entries]) => (entries.includes(entry.id) ? [id] : []))
  return listed.size > 0 ? { ...entry, playlists } : entry
}

/** What of a scope is told by tags and categories: eSearch knows those. `undefined` when there is neither. */
export function wordPart({ tags, categories }: ResolvedScope): ResolvedScope | undefined {
  return tags.length + categories.length > 0 ? { tags, categories, listed: new Map() } : undefined
}

/** What of a scope is in its playlists. */
export function listPart(scope: ResolvedScope): ResolvedScope {
  return { ...scope, tags: [], categories: [] }
}
