import { z } from 'zod'
import type { Entry } from '../media/entry.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { dateFrom } from '../meetings/meeting-date.ts'
import { type NotificationEvent, notificationEvents } from './notification-event.ts'
import type { EntrySubject, MeetingSubject } from './notification-subject.ts'
import { quietHours } from './quiet-hours.ts'
import { type NotificationRoute, notificationRoute, ownWords } from './route.ts'

const { locale, mentionRoleIds } = notificationRoute.shape
const instantMs = z.number().nonnegative()

/** All that a message is made of: what happened, the entry or the meeting as it was fetched, and how the route wants it told. The content of a delivery. */
const notice = z.object({
  event: z.enum(notificationEvents),
  /** What it is about; a meeting has but an id, a name and a description. */
  entry: z.object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    durationS: z.number().optional(),
    kind: z.enum(['video', 'live']).optional(),
    createdAtMs: instantMs.optional(),
    thumbnailUrl: z.string().optional(),
  }),
  /** When what it tells of began: the broadcast, the meeting, or the entry. Unknown of a broadcast that was on before we looked. */
  beganAtMs: instantMs.optional(),
  /** When it ended; of a meeting that isn't over, when it will. */
  endedAtMs: instantMs.optional(),
  language: z.string().optional(),
  locale,
  mentionRoleIds,
  template: ownWords.optional(),
  quietHours: quietHours.optional(),
})

export type Notice = z.output<typeof notice>

const longestName = 200
const longestDescription = 500

/** What is told of a subject by the entry as it is now. */
export function eventOf(subject: EntrySubject, entry: Entry): NotificationEvent {
  return subject.kind === 'entry-ready' && entry.recordedFrom !== undefined ? 'recording-ready' : subject.kind
}

export function noticeOf(subject: EntrySubject, entry: Entry, route: NotificationRoute): Notice {
  const { id, name, description, durationS, kind, createdAtMs, thumbnailUrl } = entry
  return {
    ...asWanted(eventOf(subject, entry), route),
    entry: { id, ...wordsOf({ name, description }), durationS, kind, createdAtMs, thumbnailUrl },
    ...timesOf(subject, entry),
    language: subject.kind === 'captions-ready' ? subject.language : undefined,
  }
}

export function meetingNoticeOf(subject: MeetingSubject, meeting: Meeting, route: NotificationRoute): Notice {
  const { startsAtMs } = subject
  const endedAtMs = subject.kind === 'meeting-ended' ? subject.endedAtMs : dateFrom(meeting, startsAtMs)?.endsAtMs
  return {
    ...asWanted(subject.kind, route),
    entry: { id: meeting.id, ...wordsOf(meeting) },
    beganAtMs: startsAtMs,
    // One that was called off before it began has no length.
    ...(endedAtMs === undefined || endedAtMs < startsAtMs ? {} : { endedAtMs }),
  }
}

function asWanted(event: NotificationEvent, { locale, mentionRoleIds, templates, quietHours }: NotificationRoute) {
  return { event, locale, mentionRoleIds, template: templates[event], quietHours }
}

function wordsOf({ name, description }: { name: string; description: string }) {
  return { name: name.slice(0, longestName), description: description.slice(0, longestDescription) }
}

function timesOf(subject: EntrySubject, { createdAtMs }: Entry): Pick<Notice, 'beganAtMs' | 'endedAtMs'> {
  if (subject.kind === 'live-started') return { beganAtMs: subject.sinceMs }
  if (subject.kind === 'live-ended') return { beganAtMs: subject.sinceMs, endedAtMs: subject.endedAtMs }
  return { beganAtMs: createdAtMs }
}

/** @throws ZodError, SyntaxError for what no version up to this one has written */
export function readNotice(content: string): Notice {
  return notice.parse(JSON.parse(content))
}
