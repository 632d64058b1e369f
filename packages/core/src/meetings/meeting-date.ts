import type { Meeting, MeetingDate } from './meeting.ts'

/** When a meeting takes place: the dates of a series as far as they are known, else its only one; none for one without times. */
export function datesOf({ times, dates }: Pick<Meeting, 'times' | 'dates'>): readonly MeetingDate[] {
  if (dates && dates.length > 0) return dates
  return times ? [times] : []
}

/** The date that a meeting is at: the last that has begun, else the next. */
export function dateAt(meeting: Pick<Meeting, 'times' | 'dates'>, nowMs: number): MeetingDate | undefined {
  const dates = datesOf(meeting)
  return dates.findLast(({ startsAtMs }) => startsAtMs <= nowMs) ?? dates[0]
}
