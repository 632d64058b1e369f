import type { MeetingRecurrence, MeetingTimes, Weekday } from '@kaltura-discord/core'
import { z } from 'zod'
import { listOfTags, zoneOf, zoneTag } from './meeting-tags.ts'

/** `KalturaScheduleEvent` of kaltura/server plugins/schedule, as far as we look at it. */
export const kalturaScheduleEvent = z.object({
  id: z.number().int(),
  summary: z.string().default(''),
  description: z.string().default(''),
  tags: z.string().default(''),
  status: z.number(),
  startDate: z.number(),
  endDate: z.number(),
  recurrenceType: z.number(),
  recurrence: z
    .object({
      frequency: z.string(),
      interval: z.number().default(1),
      count: z.number().optional(),
      until: z.number().optional(),
      timeZone: z.string().optional(),
      byDay: z.string().default(''),
    })
    .optional(),
})
export type KalturaScheduleEvent = z.output<typeof kalturaScheduleEvent>

/** One odd event must not hide the others, so each is parsed by itself. */
export const scheduleEventList = z.object({ totalCount: z.number(), objects: z.array(z.unknown()) })

/** KalturaScheduleEventStatus. */
export const scheduleEventStatus = { cancelled: 1, active: 2 } as const
/** KalturaScheduleEventRecurrenceType; the third are single dates of a series, which only Kaltura makes. */
const recurrenceType = { none: 0, recurring: 1 } as const

/** Events that somebody planned, cancelled ones too, without the single dates of a series. */
export const plannedEvents = {
  statusIn: Object.values(scheduleEventStatus).join(','),
  recurrenceTypeIn: Object.values(recurrenceType).join(','),
  orderBy: '-createdAt',
}

const frequencies = { day: 'days', week: 'weeks', month: 'months' } as const
const days: readonly (readonly [Weekday, string])[] = [
  ['monday', 'MO'],
  ['tuesday', 'TU'],
  ['wednesday', 'WE'],
  ['thursday', 'TH'],
  ['friday', 'FR'],
  ['saturday', 'SA'],
  ['sunday', 'SU'],
]

/** The fields of a schedule event that say when. Kaltura reckons in whole seconds. */
export function scheduledAt({ startsAtMs, endsAtMs, timeZone, recurrence }: MeetingTimes): Record<string, unknown> {
  const fields = { startDate: unixOf(startsAtMs), endDate: unixOf(endsAtMs) }
  if (!recurrence) return { ...fields, recurrenceType: recurrenceType.none }
  const { every, interval, weekdays, ends } = recurrence
  const byDay = days.filter(([day]) => weekdays.includes(day)).map(([, short]) => short)
  return {
    ...fields,
    recurrenceType: recurrenceType.recurring,
    recurrence: {
      objectType: 'KalturaScheduleEventRecurrence',
      frequency: frequencies[every],
      interval,
      timeZone,
      ...('count' in ends ? { count: ends.count } : { until: unixOf(ends.atMs) }),
      ...(byDay.length === 0 ? {} : { byDay: byDay.join(',') }),
    },
  }
}

/** The tags of an event besides those that say whose it is. */
export function tagsOfTimes({ timeZone }: MeetingTimes): readonly string[] {
  return [zoneTag(timeZone)]
}

export function timesOf(event: KalturaScheduleEvent): MeetingTimes {
  return {
    startsAtMs: event.startDate * 1000,
    endsAtMs: event.endDate * 1000,
    timeZone: event.recurrence?.timeZone ?? zoneOf(listOfTags(event.tags)) ?? 'UTC',
    recurrence: isSeries(event) ? recurrenceOf(event) : undefined,
  }
}

export function isSeries(event: KalturaScheduleEvent): boolean {
  return event.recurrenceType === recurrenceType.recurring
}

/** `undefined` for a rule that we have no words for: one that was made elsewhere. */
function recurrenceOf({ recurrence }: KalturaScheduleEvent): MeetingRecurrence | undefined {
  if (!recurrence) return undefined
  const { frequency, interval, count, until, byDay } = recurrence
  const every = (['day', 'week', 'month'] as const).find((word) => frequencies[word] === frequency)
  const ends = count !== undefined ? { count } : until !== undefined ? { atMs: until * 1000 } : undefined
  if (!every || !ends) return undefined
  const shorts = byDay.split(',')
  return { every, interval, weekdays: days.filter(([, short]) => shorts.includes(short)).map(([day]) => day), ends }
}

function unixOf(ms: number): number {
  return Math.floor(ms / 1000)
}
