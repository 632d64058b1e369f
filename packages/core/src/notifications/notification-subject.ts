import { z } from 'zod'

const entryId = z.string().min(1).max(64)
const instantMs = z.number().int().nonnegative()
/** Meetings are each one guild's, and a date of one is known by its beginning. */
const meeting = { guildId: z.string().min(1).max(20), meetingId: z.string().min(1).max(64), startsAtMs: instantMs }

/**
 * What happened, as a notification or a look at Kaltura said it: a hint. What is told to people is made of the entry, or the meeting, as it is fetched again.
 * `sinceMs` is when we saw a broadcast begin, which tells the broadcasts of a stream apart; absent when it was on before we looked.
 */
export const notificationSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entry-ready'), entryId }),
  z.object({ kind: z.literal('live-started'), entryId, sinceMs: instantMs }),
  z.object({ kind: z.literal('live-ended'), entryId, sinceMs: instantMs.optional(), endedAtMs: instantMs }),
  z.object({ kind: z.literal('meeting-scheduled'), ...meeting }),
  z.object({ kind: z.literal('meeting-started'), ...meeting }),
  z.object({ kind: z.literal('meeting-ended'), ...meeting, endedAtMs: instantMs }),
  z.object({ kind: z.literal('captions-ready'), entryId, language: z.string().max(50).optional() }),
])

export type NotificationSubject = z.output<typeof notificationSubject>
/** What happened to a meeting. */
export type MeetingSubject = Exclude<NotificationSubject, EntrySubject>
/** What happened to an entry. */
export type EntrySubject = Extract<NotificationSubject, { entryId: string }>
