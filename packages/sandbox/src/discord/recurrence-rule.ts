import type { APIGuildScheduledEventRecurrenceRule } from 'discord-api-types/v10'
import { z } from 'zod'
import { instant } from './form-parts.ts'
import { timestamp } from './json.ts'

const yearly = 0
const monthly = 1
const weekly = 2
const daily = 3

const weekday = z.number().int().min(0).max(6)

/** How an event comes again, as a bot may ask for it: a small part of iCalendar (docs: resources/guild-scheduled-event). */
export const recurrenceRule = z
  .object({
    start: instant,
    frequency: z.union([z.literal(yearly), z.literal(monthly), z.literal(weekly), z.literal(daily)]),
    interval: z
      .number()
      .int()
      .nullish()
      .transform((interval) => interval ?? 1),
    by_weekday: z.array(weekday).max(7).nullish(),
    by_n_weekday: z
      .array(z.object({ n: z.literal([1, 2, 3, 4, 5]), day: weekday }))
      .max(7)
      .nullish(),
    by_month: z.array(z.number().int().min(1).max(12)).max(12).nullish(),
    by_month_day: z.array(z.number().int().min(1).max(31)).max(31).nullish(),
    end: z.null().optional(),
    count: z.null().optional(),
    by_year_day: z.null().optional(),
  })
  .superRefine((rule, c) => {
    const wrong = wrongRule(rule)
    if (wrong) c.addIssue({ code: 'custom', message: wrong, params: { code: 'GUILD_SCHEDULED_EVENT_RECURRENCE_RULE_INVALID' } })
  })

export type RecurrenceRule = z.infer<typeof recurrenceRule>

/** Sets of days that a daily event may name; the client can show no others. */
const dailySets = ['0,1,2,3,4', '1,2,3,4,5', '6,0,1,2,3', '4,5', '5,6', '6,0'].map((set) => set.split(',').sort().join())

/** The kinds of days exclude each other, since each is for frequencies of its own. */
function wrongRule(rule: Omit<RecurrenceRule, 'start'>): string | undefined {
  const { frequency, interval, by_weekday, by_n_weekday, by_month, by_month_day } = rule
  if (interval !== 1 && !(frequency === weekly && interval === 2)) return 'Only weekly events may have an interval, of 2.'
  if (by_weekday && frequency !== daily && frequency !== weekly) return 'by_weekday is for daily and weekly events.'
  if (by_weekday && frequency === daily && !dailySets.includes([...by_weekday].sort().join()))
    return 'Daily events recur on a known set of weekdays.'
  if (by_weekday && frequency === weekly && by_weekday.length !== 1) return 'Weekly events recur on one weekday.'
  if (by_n_weekday && (frequency !== monthly || by_n_weekday.length !== 1)) return 'by_n_weekday is one day of a monthly event.'
  if ((by_month || by_month_day) && (frequency !== yearly || by_month?.length !== 1 || by_month_day?.length !== 1))
    return 'by_month and by_month_day are one date of a yearly event.'
  return undefined
}

export function recurrenceJson(rule: RecurrenceRule): APIGuildScheduledEventRecurrenceRule {
  return {
    start: timestamp(rule.start),
    end: null,
    frequency: rule.frequency,
    interval: rule.interval,
    by_weekday: rule.by_weekday ?? null,
    by_n_weekday: rule.by_n_weekday ?? null,
    by_month: rule.by_month ?? null,
    by_month_day: rule.by_month_day ?? null,
    by_year_day: null,
    count: null,
  }
}
