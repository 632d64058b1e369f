import type { Entry } from './entry.ts'
import type { MediaScope } from './scope.ts'

/** Finds what there is to watch in one Kaltura account. A caller names the scope; nothing outside it is ever returned by `search`. */
export interface MediaCatalog {
  /**
   * Entries of `scope` whose name, description or tags match `query`, newest first; all of them when `query` is blank.
   * @param options.limit at most this many, 1 to 100.
   * @throws UnavailableError when Kaltura can't be reached.
   */
  search(scope: MediaScope, query: string, options: { limit: number; signal?: AbortSignal }): Promise<readonly Entry[]>

  /** One entry, or `undefined` when Kaltura has none of this id. Not limited by a scope: ask `canWatch` before you show it. */
  get(entryId: string, options?: { signal?: AbortSignal }): Promise<Entry | undefined>
}
