import { z } from 'zod'
import { InvalidInputError } from '../errors/coded-error.ts'

/** How a meeting is run: few speak to many, all speak, or a teacher leads a class. */
export type MeetingType = 'webinar' | 'room' | 'classroom'

/** What a person does in a meeting: leads it, speaks in it, or takes part. */
export type MeetingRole = 'moderator' | 'presenter' | 'attendee'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof weekdays)[number]

/** A series: at the same time of the day on the wall of the meeting's time zone. */
export interface MeetingRecurrence {
  every: 'day' | 'week' | 'month'
  /** Every how many days, weeks or months, 1 to 99; 1 is each. */
  interval: number
  /** For weeks: on which days; that of the first meeting when there are none. */
  weekdays: readonly Weekday[]
  /** After so many meetings (2 to 1,000), or at an instant. */
  ends: { count: number } | { atMs: number }
}

/** Once that a meeting takes place. */
export interface MeetingDate {
  startsAtMs: number
  /** At most a day after the start. */
  endsAtMs: number
}

/** When a meeting takes place, or the first one of a series does. */
export interface MeetingTimes extends MeetingDate {
  /** Where the time of the day is told: an IANA name such as `Europe/Berlin`. */
  timeZone: string
  recurrence: MeetingRecurrence | undefined
}

/** A meeting that someone wants. */
export interface MeetingDraft {
  guildId: string
  type: MeetingType
  /** 1 to 255 characters. */
  name: string
  /** At most 4,000 characters; may be empty. */
  description: string
  /** `undefined`: it is open from now on, at any time. */
  times: MeetingTimes | undefined
}

/** A meeting of one guild. */
export interface Meeting extends MeetingDraft {
  /** The provider's id; says nothing to another provider. */
  id: string
  /** `over`: it was ended or cancelled, and lets nobody in any more. */
  status: 'open' | 'over'
  /** Only of a series that was listed or found: its dates that ended since yesterday, are on, or come next, in order, at most 10. Empty when there are none. */
  dates?: readonly MeetingDate[] | undefined
}

const longestMs = 24 * 60 * 60_000
const guildId = z.string().regex(/^\d{17,20}$/)
const instant = z.number().int().min(0).max(8.64e15)
const recurrence = z.object({
  every: z.enum(['day', 'week', 'month']),
  interval: z.number().int().min(1).max(99),
  weekdays: z.array(z.enum(weekdays)).max(7),
  ends: z.union([z.strictObject({ count: z.number().int().min(2).max(1000) }), z.strictObject({ atMs: instant })]),
})
const times = z
  .object({ startsAtMs: instant, endsAtMs: instant, timeZone: z.string().max(64).refine(isTimeZone), recurrence: recurrence.optional() })
  .refine(({ startsAtMs, endsAtMs }) => endsAtMs > startsAtMs && endsAtMs - startsAtMs <= longestMs, { path: ['endsAtMs'] })
  .refine(({ recurrence: rule }) => !rule || rule.every === 'week' || rule.weekdays.length === 0, { path: ['recurrence', 'weekdays'] })
  .refine(({ endsAtMs, recurrence: rule }) => !rule || !('atMs' in rule.ends) || rule.ends.atMs >= endsAtMs, {
    path: ['recurrence', 'ends'],
  })
const draft = z.object({
  guildId,
  type: z.enum(['webinar', 'room', 'classroom']),
  name: z.string().trim().min(1).max(255),
  description: z.string().max(4000),
  times: times.optional(),
})

/** The draft with its name trimmed. @throws InvalidInputError that names the fields which no meeting can have so. */
export function checkMeetingDraft(given: MeetingDraft): MeetingDraft {
  const { times: when, ...rest } = checked(draft, given)
  return { ...rest, times: when && { ...when, recurrence: when.recurrence } }
}

/** @throws InvalidInputError as {@link checkMeetingDraft} does */
export function checkMeetingTimes(given: MeetingTimes): MeetingTimes {
  const when = checked(times, given)
  return { ...when, recurrence: when.recurrence }
}

function checked<Shape>(schema: z.ZodType<Shape>, given: unknown): Shape {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new InvalidInputError('This can not be a meeting', { fields: parsed.error.issues.map(({ path }) => path.join('.')) })
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
