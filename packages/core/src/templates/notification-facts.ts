import type { NotificationEvent } from '../notifications/notification-event.ts'
import type { Variable, VariableKind } from './variable.ts'

/** The words of one notification, each part with the length that Discord takes; a part that comes out empty is left out. */
export interface NotificationTemplate {
  content: string
  title: string
  description: string
}

export const notificationParts = ['content', 'title', 'description'] as const
/** Discord's own limits, in UTF-16 units. Together title and description stay below its 6,000 for all parts of an embed. */
export const partLength: Readonly<Record<keyof NotificationTemplate, number>> = { content: 2000, title: 256, description: 4096 }

const roles = {
  roles: { kind: 'roles', doc: 'Mentions of the roles that are told; at the start of the content where the template has none', sample: [] },
} as const

const about = {
  title: { kind: 'text', doc: 'Its title', sample: 'Marine biology, lecture 4' },
  description: { kind: 'prose', doc: 'Its description, with line breaks', sample: 'Coral reefs: how they grow, and what they need.' },
  url: { kind: 'url', doc: 'Its page; the title leads there', sample: 'https://video.example.org/lecture-4' },
  thumbnail: { kind: 'url', doc: 'A still, shown beside the text', sample: 'https://video.example.org/lecture-4.jpg' },
} as const

const planned = {
  ...about,
  host: { kind: 'text', doc: 'Who invites', sample: 'Ada Lovelace' },
  startsAt: { kind: 'instant', doc: 'When it begins', sample: 1_800_000_000_000 },
  endsAt: { kind: 'instant', doc: 'When it ends', sample: 1_800_003_600_000 },
} as const

const over = {
  duration: { kind: 'duration', doc: 'How long it was, in seconds', sample: 3725 },
  people: { kind: 'people', doc: 'How many came', sample: 42 },
} as const

const video = {
  ...about,
  duration: { kind: 'duration', doc: 'Its length in seconds', sample: 3725 },
  createdAt: { kind: 'instant', doc: 'When it was made', sample: 1_800_000_000_000 },
} as const

/** Of every event its line of documentation, its embed's colour, and the variables that its template may name. */
export const notificationFacts = {
  'meeting-scheduled': { doc: 'A meeting was planned', colour: 0x0b7285, subject: 'meeting', variables: { ...roles, meeting: planned } },
  'meeting-started': { doc: 'A meeting has begun', colour: 0x2b8a3e, subject: 'meeting', variables: { ...roles, meeting: planned } },
  'meeting-ended': {
    doc: 'A meeting is over',
    colour: 0x495057,
    subject: 'meeting',
    variables: { ...roles, meeting: { ...planned, ...over } },
  },
  'live-started': {
    doc: 'A live stream has begun',
    colour: 0xc92a2a,
    subject: 'live',
    variables: { ...roles, live: { ...about, startedAt: { kind: 'instant', doc: 'When it began', sample: 1_800_000_000_000 } } },
  },
  'live-ended': { doc: 'A live stream is over', colour: 0x495057, subject: 'live', variables: { ...roles, live: { ...about, ...over } } },
  'entry-ready': { doc: 'A video can be watched', colour: 0x00b171, subject: 'video', variables: { ...roles, video } },
  'recording-ready': {
    doc: 'The recording of a broadcast or a meeting can be watched',
    colour: 0x00b171,
    subject: 'video',
    variables: { ...roles, video },
  },
  'captions-ready': {
    doc: 'A video has new captions',
    colour: 0x5f3dc4,
    subject: 'video',
    variables: {
      ...roles,
      video,
      captions: { language: { kind: 'text', doc: 'The language of the captions, in its own words', sample: 'English' } },
    },
  },
} as const satisfies Readonly<Record<NotificationEvent, NotificationEventFacts>>

interface NotificationEventFacts {
  doc: string
  colour: number
  /** The group whose `url` and `thumbnail` go into the embed. */
  subject: string
  variables: { readonly roles: Variable } & Readonly<Record<string, Variable | Readonly<Record<string, Variable>>>>
}

/** What a value of a kind is in data. */
interface ValueOf extends Record<VariableKind, unknown> {
  text: string
  prose: string
  url: string
  instant: number
  duration: number
  people: number
  roles: readonly string[]
}

type Group<Names> = {
  readonly [Name in keyof Names]?: Names[Name] extends { kind: infer Kind extends VariableKind } ? ValueOf[Kind] | undefined : never
}

/** An event with what its template is filled with; all of the data may be absent. */
export type NotificationOf = { [Event in NotificationEvent]: { event: Event; data: NotificationData<Event> } }[NotificationEvent]

export type NotificationData<Event extends NotificationEvent> = {
  readonly [Name in Exclude<keyof Variables<Event>, 'roles'>]?: Group<Variables<Event>[Name]>
}
type Variables<Event extends NotificationEvent> = (typeof notificationFacts)[Event]['variables']
