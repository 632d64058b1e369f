import type { EntrySummary } from '@kaltura-discord/api'
import type { Entry } from '@kaltura-discord/core'

/** What people are shown of an entry. `watchUrl` is where entries can be watched in a browser, with `{entryId}` in it. */
export function summaryOf({ id, name, description, durationS, kind }: Entry, watchUrl?: string): EntrySummary {
  return { id, name, description, durationS, kind, ...(watchUrl ? { watchUrl: watchUrl.replace('{entryId}', id) } : {}) }
}
