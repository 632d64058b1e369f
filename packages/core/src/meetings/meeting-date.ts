import type { Meeting, MeetingDate } from './meeting.ts'

/** The date that a meeting is at: the last that has begun, else the next. */
export function dateAt(meeting: Pick<Meeting, 'times' | 'dates'>, nowMs: number): MeetingDate | undefined {
  const dates = datesOf(meeting)
  return dates.findLast(({ startsAtMs }) => startsAtMs <= nowMs) ?? dates[0]
}

/** The date of a meeting that begins then; `undefined` when it has none, or is no longer known. */
export function dateFrom(meeting: Pick<Meeting, 'times' | 'dates'>, startsAtMs: number): MeetingDate | undefined {
  return datesOf(meeting).find((date) => date.startsAtMs === startsAtMs)
}

/** The dates of a series as far as they are known, else the only one; none without times. */
function datesOf({ times, dates }: Pick<Meeting, 'times' | 'dates'>): readonly MeetingDate[] {
  if (dates && dates.length > 0) return dates
  return times ? [times] : []
}
