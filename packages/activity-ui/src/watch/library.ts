import { type ApiClient, activityRoutes, type EntrySummary } from '@kaltura-discord/api'
import type { Place } from '../discord/place.ts'
import type { Bootstrap } from '../launch/launch.ts'

/** An entry, and what is needed to play it. */
export type Opened = Pick<Bootstrap, 'entry' | 'player'>

/** What this guild may see, for somebody who is in the Activity. */
export interface Library {
  /** @throws ApiProblem in words for the viewer, when they may not see it. */
  open(entryId: string): Promise<Opened>
  find(query: string): Promise<readonly EntrySummary[]>
}

export function createLibrary(api: ApiClient, place: Place): Library {
  return {
    open: (entryId) => api.call(activityRoutes.openEntry, { body: { ...place, entryId } }),
    find: async (query) => (await api.call(activityRoutes.findEntries, { body: { ...place, query } })).entries,
  }
}
