import { z } from 'zod'
import type { Entry } from '../media/entry.ts'
import { type NotificationEvent, notificationEvents } from './notification-event.ts'
import type { NotificationSubject } from './notification-subject.ts'
import { quietHours } from './quiet-hours.ts'
import { type NotificationRoute, notificationRoute, ownWords } from './route.ts'

const { locale, mentionRoleIds } = notificationRoute.shape
const instantMs = z.number().nonnegative()

/** All that a message is made of: what happened, the entry as it was fetched, and how the route wants it told. The content of a delivery. */
const notice = z.object({
  event: z.enum(notificationEvents),
  entry: z.object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    durationS: z.number(),
    kind: z.enum(['video', 'live']),
    createdAtMs: instantMs,
    thumbnailUrl: z.string().optional(),
  }),
  /** When what it tells of began: the broadcast, or the entry. Unknown of a broadcast that was on before we looked. */
  beganAtMs: instantMs.optional(),
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
export function eventOf(subject: NotificationSubject, entry: Entry): NotificationEvent {
  return subject.kind === 'entry-ready' && entry.recordedFrom !== undefined ? 'recording-ready' : subject.kind
}

export function noticeOf(subject: NotificationSubject, entry: Entry, route: NotificationRoute): Notice {
  const event = eventOf(subject, entry)
  const { id, name, description, durationS, kind, createdAtMs, thumbnailUrl } = entry
  return {
    event,
    entry: {
      id,
      name: name.slice(0, longestName),
      description: description.slice(0, longestDescription),
      durationS,
      kind,
      createdAtMs,
      thumbnailUrl,
    },
    ...timesOf(subject, entry),
    language: subject.kind === 'captions-ready' ? subject.language : undefined,
    locale: route.locale,
    mentionRoleIds: route.mentionRoleIds,
    template: route.templates[event],
    quietHours: route.quietHours,
  }
}

function timesOf(subject: NotificationSubject, { createdAtMs }: Entry): Pick<Notice, 'beganAtMs' | 'endedAtMs'> {
  if (subject.kind === 'live-started') return { beganAtMs: subject.sinceMs }
  if (subject.kind === 'live-ended') return { beganAtMs: subject.sinceMs, endedAtMs: subject.endedAtMs }
  return { beganAtMs: createdAtMs }
}

/** @throws ZodError, SyntaxError for what no version up to this one has written */
export function readNotice(content: string): Notice {
  return notice.parse(JSON.parse(content))
}
