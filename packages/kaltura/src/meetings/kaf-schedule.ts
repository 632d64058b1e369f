import type { Meeting, MeetingDraft, MeetingTimes } from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { meetingTags } from './meeting-tags.ts'
import {
  isSeries,
  type KalturaScheduleEvent,
  kalturaScheduleEvent,
  plannedEvents,
  scheduledAt,
  scheduleEventList,
  scheduleEventStatus,
  tagsOfTimes,
  timesOf,
} from './schedule-event.ts'
import { datesOfSeries } from './series-dates.ts'

const service = 'schedule_scheduleevent'
const objectType = 'KalturaMeetingScheduleEvent'

type Scheduled = Pick<Meeting, 'times' | 'dates'>

/** When rooms are open: a `KalturaMeetingScheduleEvent` whose `templateEntryId` is the room (kaltura/server plugins/schedule). */
export function createKafSchedule(client: KalturaClient, now: () => number) {
  const eventsOf = (roomId: string) => ({
    filter: { objectType: 'KalturaMeetingScheduleEventFilter', templateEntryIdEqual: roomId, ...plannedEvents },
    pager: { objectType: 'KalturaFilterPager', pageSize: 1, pageIndex: 1 },
  })

  async function eventOf(roomId: string, signal: AbortSignal | undefined): Promise<KalturaScheduleEvent | undefined> {
    const { objects } = await client.call(service, 'list', eventsOf(roomId), { schema: scheduleEventList, signal })
    return kalturaScheduleEvent.safeParse(objects[0]).data
  }

  return {
    /** By room; a room without times isn't in it. One request for all of them, and another one for the dates of series. */
    async ofRooms(roomIds: readonly string[], signal: AbortSignal | undefined): Promise<ReadonlyMap<string, Scheduled>> {
      if (roomIds.length === 0) return new Map()
      const results = await client.multirequest(
        (plan) => Object.fromEntries(roomIds.map((id) => [id, plan.call(service, 'list', eventsOf(id), scheduleEventList)])),
        { signal },
      )
      const found = Object.entries(results).flatMap(([id, result]) => {
        if (result.kind === 'refused') throw result.error
        const event = kalturaScheduleEvent.safeParse(result.value.objects[0]).data
        return event ? [[id, event] as const] : []
      })
      const events = found.map(([, event]) => event)
      const dates = await datesOfSeries(client, events, { nowMs: now(), signal })
      return new Map(found.map(([id, event]) => [id, { times: timesOf(event), dates: dates.get(event.id) }]))
    },

    /** Gives a room times, or other ones. */
    async put(meeting: MeetingDraft & { id: string }, times: MeetingTimes, signal: AbortSignal | undefined): Promise<void> {
      const tags = [...meetingTags(meeting), ...tagsOfTimes(times)].join(',')
      const when = { objectType, ...scheduledAt(times), tags }
      const before = await eventOf(meeting.id, signal)
      const endsSeries = before !== undefined && isSeries(before) && !times.recurrence
      // Kaltura holds a series' own dates against an event that happens once in the same room: SCHEDULE_TIME_IN_USE.
      if (endsSeries) await client.call(service, 'delete', { scheduleEventId: before.id }, { schema: z.unknown(), signal })
      if (before && !endsSeries) {
        // Saying the same again changes nothing, so this may be repeated.
        const params = { scheduleEventId: before.id, scheduleEvent: when }
        await client.call(service, 'update', params, { schema: z.unknown(), repeatable: true, signal })
        return
      }
      const scheduleEvent = { ...when, templateEntryId: meeting.id, summary: meeting.name, description: meeting.description }
      await client.call(service, 'add', { scheduleEvent }, { schema: z.unknown(), signal })
    },

    /** Again does no harm, nor does it for a room without times. */
    async cancel(roomId: string, signal: AbortSignal | undefined): Promise<void> {
      const event = await eventOf(roomId, signal)
      if (event?.status !== scheduleEventStatus.active) return
      await client.call(service, 'cancel', { scheduleEventId: event.id }, { schema: z.unknown(), repeatable: true, signal })
    },
  }
}
