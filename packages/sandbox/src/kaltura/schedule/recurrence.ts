import { z } from 'zod'
import { addDays, unixOf, type WallTime, wallTime, weekday } from './zoned-time.ts'

/** SchedulePlugin::getScheduleEventmaxRecurrences */
const mostRecurrences = 1000
const dayNames = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

const optionalText = z.string().min(1).optional().catch(undefined)
const optionalWhole = z.coerce.number().int().min(1).optional().catch(undefined)
const recurrence = z.looseObject({
  frequency: z.enum(['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years']),
  until: optionalWhole,
  count: optionalWhole,
  interval: optionalWhole,
  timeZone: optionalText,
  byDay: optionalText,
  byMonthDay: optionalText,
  weekStartDay: z.enum(dayNames).optional().catch(undefined),
})
/** What Kaltura could reckon with and the sandbox can't. */
const beyond = ['bySecond', 'byMinute', 'byHour', 'byYearDay', 'byWeekNumber', 'byMonth', 'byOffset']
type Recurrence = z.infer<typeof recurrence>

/**
 * When a recurring event takes place, in seconds since 1970: at the same time of the day on the wall of its time zone, for two years at most,
 * and a thousand times at most (kaltura/server DatesGenerator).
 *
 * Known are frequency, interval, count, until, timeZone, weekStartDay, byDay (`MO,WE`, of a month also `1MO` and `-1FR`) and byMonthDay;
 * `undefined` for a recurrence that says anything else, or nothing.
 */
export function recurrenceDates(given: unknown, startUnix: number): readonly number[] | undefined {
  const read = recurrence.safeParse(given)
  if (!read.success || beyond.some((field) => field in read.data && read.data[field] !== null)) return undefined
  const rule = read.data
  const zone = rule.timeZone ?? 'UTC'
  const start = wallTime(startUnix, zone)
  const lastUnix = Math.min(unixOf({ ...start, year: start.year + 2 }, zone), rule.until ?? Number.POSITIVE_INFINITY)
  const most = Math.min(rule.count ?? mostRecurrences, mostRecurrences)

  const dates: number[] = []
  for (let step = 0; dates.length < most; step++) {
    const period = periodAt(startUnix, start, rule, step, zone)
    if (period.unix > lastUnix) break
    const fitting = period.candidates.filter((unix) => unix >= startUnix && unix <= lastUnix && !dates.includes(unix))
    dates.push(...fitting.sort((a, b) => a - b).slice(0, most - dates.length))
  }
  return dates
}

/** The days of the `step`th period that the rule picks. */
function periodAt(
  startUnix: number,
  start: WallTime,
  rule: Recurrence,
  step: number,
  zone: string,
): { unix: number; candidates: number[] } {
  const by = step * (rule.interval ?? 1)
  const seconds = { seconds: 1, minutes: 60, hours: 3600 } as const
  const at = (wall: WallTime) => unixOf(wall, zone)
  switch (rule.frequency) {
    case 'seconds':
    case 'minutes':
    case 'hours': {
      const unix = startUnix + by * seconds[rule.frequency]
      return { unix, candidates: [unix] }
    }
    case 'days': {
      const day = addDays(start, by)
      return {
        unix: at(day),
        candidates: daysOf(rule).length === 0 || daysOf(rule).some(({ day: name }) => name === weekday(day)) ? [at(day)] : [],
      }
    }
    case 'weeks': {
      const first = addDays(start, by * 7)
      const weekStart = addDays(first, -((weekday(first) - dayNames.indexOf(rule.weekStartDay ?? 'MO') + 7) % 7))
      const days = daysOf(rule).map(({ day }) => addDays(weekStart, (day - weekday(weekStart) + 7) % 7))
      return { unix: at(weekStart), candidates: (days.length > 0 ? days : [first]).map(at) }
    }
    case 'months': {
      const first = { ...start, month: start.month + by, day: 1 }
      return { unix: at(first), candidates: monthDays(normal(first), start.day, rule).map(at) }
    }
    case 'years': {
      const day = { ...start, year: start.year + by }
      return { unix: at(day), candidates: normal(day).day === start.day ? [at(day)] : [] }
    }
  }
}

function monthDays(first: WallTime, startDay: number, rule: Recurrence): readonly WallTime[] {
  const length = normal({ ...first, month: first.month + 1, day: 0 }).day
  const day = (number: number): WallTime => ({ ...first, day: number })
  const existing = (number: number) => number >= 1 && number <= length
  if (rule.byMonthDay !== undefined)
    return rule.byMonthDay
      .split(',')
      .map((text) => (Number(text) < 0 ? length + 1 + Number(text) : Number(text)))
      .filter(existing)
      .map(day)
  const wanted = daysOf(rule)
  if (wanted.length === 0) return existing(startDay) ? [day(startDay)] : []
  const all = Array.from({ length }, (_, index) => day(index + 1))
  return wanted.flatMap(({ nth, day: name }) => {
    const fitting = all.filter((each) => weekday(each) === name)
    if (nth === 0) return fitting
    const one = fitting.at(nth > 0 ? nth - 1 : nth)
    return one ? [one] : []
  })
}

function daysOf({ byDay }: Recurrence): readonly { nth: number; day: number }[] {
  return (byDay ?? '').split(',').flatMap((text) => {
    const [, nth, name] = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(text.trim()) ?? []
    return name === undefined ? [] : [{ nth: Number(nth ?? 0), day: dayNames.indexOf(name) }]
  })
}

/** With the day and the month in range. */
function normal(wall: WallTime): WallTime {
  return addDays(wall, 0)
}
