import type { EntrySummary } from '@kaltura-discord/api'
import type { Entry } from '@kaltura-discord/core'

/** What people are shown of an entry. */
export function summaryOf({ id, name, description, durationS, kind }: Entry): EntrySummary {
  return { id, name, description, durationS, kind }
}
