import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { isEntryId } from '../media/entry-id.ts'

/** Something that is planned, as far as it concerns the entries and rooms that are watched. Times in ms since 1970. */
export interface Planned {
  kind: 'meeting' | 'broadcast'
  scheduleEventId: string
  /** The room or live stream that it is planned for. */
  entryId: string
  startsAtMs: number
  endsAtMs: number
}

/** `KalturaEntryScheduleEvent` of kaltura/server, as far as we look at it. */
const scheduleEvent = z.object({
  objectType: z.string(),
  id: z.coerce.number().int().positive(),
  templateEntryId: z.string().refine(isEntryId),
  startDate: z.number().int().positive(),
  endDate: z.number().int().positive(),
})
const answeredList = z.object({ objects: z.array(z.unknown()) })
const kinds: Readonly<Record<string, Planned['kind']>> = {
  KalturaMeetingScheduleEvent: 'meeting',
  KalturaLiveStreamScheduleEvent: 'broadcast',
  KalturaLiveRedirectScheduleEvent: 'broadcast',
}

/** How long before something begins it is looked at more often. */
const aheadMs = 10 * 60_000
const pageSize = 500
/** Kaltura can't be asked for the events of several entries, so those of the whole account come: up to 2,000 that overlap. */
const mostPages = 4

/** What is planned from now until ten minutes from now for these entries; events that were called off are not. */
export async function plannedAround(
  client: KalturaClient,
  { entryIds, atMs, signal }: { entryIds: ReadonlySet<string>; atMs: number; signal: AbortSignal },
): Promise<readonly Planned[]> {
  const filter = {
    objectType: 'KalturaScheduleEventFilter',
    statusEqual: 2, // ACTIVE
    recurrenceTypeIn: '0,2', // a single event, or one date of a series; not the series itself
    startDateLessThanOrEqual: Math.floor((atMs + aheadMs) / 1000),
    endDateGreaterThanOrEqual: Math.floor(atMs / 1000),
    orderBy: '+startDate',
  }
  const planned: Planned[] = []
  for (let pageIndex = 1; pageIndex <= mostPages; pageIndex++) {
    const params = { filter, pager: { objectType: 'KalturaFilterPager', pageSize, pageIndex } }
    const { objects } = await client.call('schedule_scheduleevent', 'list', params, { schema: answeredList, signal })
    planned.push(...objects.flatMap(read).filter(({ entryId, endsAtMs }) => entryIds.has(entryId) && endsAtMs > atMs))
    if (objects.length < pageSize) break
  }
  return planned
}

function read(object: unknown): Planned[] {
  const parsed = scheduleEvent.safeParse(object)
  const kind = parsed.success ? kinds[parsed.data.objectType] : undefined
  if (!parsed.success || !kind) return []
  const { id, templateEntryId, startDate, endDate } = parsed.data
  return [{ kind, scheduleEventId: String(id), entryId: templateEntryId, startsAtMs: startDate * 1000, endsAtMs: endDate * 1000 }]
}
