import type { MeetingDate } from '@kaltura-discord/core'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { isSeries, type KalturaScheduleEvent, kalturaScheduleEvent, scheduleEventList, scheduleEventStatus } from './schedule-event.ts'

const dayMs = 24 * 60 * 60_000
const mostDates = 10

/**
 * The dates of series, by the id of the series: what has ended since yesterday, is on, or comes next; without those that were called off. Kaltura makes an
 * event of each date (`parentId`, kaltura/server plugins/schedule), so its own reckoning counts, and changes that were made to one date do. One request for all.
 */
export async function datesOfSeries(
  client: KalturaClient,
  events: readonly KalturaScheduleEvent[],
  { nowMs, signal }: { nowMs: number; signal: AbortSignal | undefined },
): Promise<ReadonlyMap<number, readonly MeetingDate[]>> {
  const series = events.filter(isSeries)
  if (series.length === 0) return new Map()
  const results = await client.multirequest(
    (plan) =>
      Object.fromEntries(
        series.map(({ id }) => [id, plan.call('schedule_scheduleevent', 'list', datesFrom(id, nowMs - dayMs), scheduleEventList)]),
      ),
    { signal },
  )
  return new Map(
    Object.entries(results).map(([id, result]) => {
      if (result.kind === 'refused') throw result.error
      return [Number(id), result.value.objects.flatMap((object) => dateOf(kalturaScheduleEvent.safeParse(object).data))]
    }),
  )
}

function datesFrom(id: number, fromMs: number): Record<string, unknown> {
  return {
    filter: {
      objectType: 'KalturaScheduleEventFilter',
      parentIdEqual: id,
      statusEqual: scheduleEventStatus.active,
      endDateGreaterThanOrEqual: Math.floor(fromMs / 1000),
      orderBy: '+startDate',
    },
    pager: { objectType: 'KalturaFilterPager', pageSize: mostDates, pageIndex: 1 },
  }
}

function dateOf(event: KalturaScheduleEvent | undefined): readonly MeetingDate[] {
  return event ? [{ startsAtMs: event.startDate * 1000, endsAtMs: event.endDate * 1000 }] : []
}
