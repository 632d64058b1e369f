import { z } from 'zod'
import { type Answer, type Call, eventCall, given, instant, longText, missing, name } from './call.ts'
import { type EventFolder, type EventUser, type PlatformSession, type Speaker, sessionTypes } from './platform.ts'

const mostSessions = 500
const eventId = z.number().int()
const sessionId = z.string()
const ids = z.array(z.string()).max(500)
const speaker = z.object({
  userId: z.string(),
  order: z.number().default(0),
  isHidden: z.boolean().default(false),
  role: z.enum(['simpleSpeaker', 'advancedSpeaker']).default('simpleSpeaker'),
})
const session = z.object({
  name,
  type: z.enum(sessionTypes),
  description: longText.default(''),
  visibility: z.enum(['published', 'unlisted', 'private']).default('published'),
  startDate: instant.optional(),
  endDate: instant.optional(),
  tags: z.array(z.string().max(100)).max(100).default([]),
  isManualLive: z.boolean().optional(),
  imageUrlEntryId: z.string().max(64).optional(),
  sourceEntryId: z.string().max(64).optional(),
})

/** `sessions/…` and `session-participants/…` of the public API. */
export const sessionCalls: Readonly<Record<string, Call>> = {
  'sessions/create': eventCall({ eventId, session }, ({ session: wanted }, { sessions }, platform) => {
    if (sessions.size >= mostSessions) return { status: 'OperationNotAllowed' }
    const { isManualLive: _, imageUrlEntryId = '', sourceEntryId: __, ...draft } = wanted
    const [id, at] = [`0_${platform.word(8)}`, platform.now()]
    const made: PlatformSession = {
      ...draft,
      id,
      createdAt: at,
      updatedAt: at,
      thumbnailUrl: imageUrlEntryId,
      speakers: new Map(),
      moderatorIds: [],
    }
    sessions.set(id, made)
    return { session: publicSession(made), status: 'ok' }
  }),
  'sessions/list': eventCall({ eventId }, (_, { sessions }) => ({ sessions: [...sessions.values()].map(publicSession), status: 'ok' })),
  'sessions/speakerList': eventCall({ eventId, sessionId }, (body, folder) =>
    inSession(body, folder, ({ speakers }) => ({
      speakers: ordered(speakers).flatMap(({ userId, order, isHidden }) => {
        const user = folder.users.get(userId)
        return user ? [{ ...profile(user), order, isHidden, profileLink: '' }] : []
      }),
      status: 'ok',
    })),
  ),
  'session-participants/add': eventCall(
    { eventId, sessionId, speakers: z.array(speaker).max(500).default([]), moderatorIds: ids.default([]) },
    (body, folder) =>
      inSession(body, folder, (found) => {
        const mayAll =
          body.speakers.every(({ userId }) => has(folder, userId, 'Speaker')) &&
          body.moderatorIds.every((id) => has(folder, id, 'Moderator'))
        if (!mayAll) return { status: 'InvalidArgument' }
        const speakers = new Map([...found.speakers, ...body.speakers.map((each) => [each.userId, each] as const)])
        const moderatorIds = [...new Set([...found.moderatorIds, ...body.moderatorIds])]
        return keep(folder, { ...found, speakers, moderatorIds })
      }),
  ),
  'session-participants/remove': eventCall(
    { eventId, sessionId, speakerIds: ids.default([]), moderatorIds: ids.default([]) },
    (body, folder) =>
      inSession(body, folder, (found) => {
        const speakers = new Map([...found.speakers].filter(([id]) => !body.speakerIds.includes(id)))
        return keep(folder, { ...found, speakers, moderatorIds: found.moderatorIds.filter((id) => !body.moderatorIds.includes(id)) })
      }),
  ),
  'session-participants/update': eventCall(
    {
      eventId,
      sessionId,
      speakers: z
        .array(
          z.object({
            userId: z.string(),
            order: z.number().optional(),
            isHidden: z.boolean().optional(),
            role: z.enum(['simpleSpeaker', 'advancedSpeaker']).optional(),
          }),
        )
        .max(500),
    },
    (body, folder) =>
      inSession(body, folder, (found) => {
        const speakers = new Map(found.speakers)
        for (const { userId, ...changed } of body.speakers) {
          const before = speakers.get(userId)
          if (!before) return missing
          speakers.set(userId, { ...before, ...given(changed) })
        }
        return keep(folder, { ...found, speakers })
      }),
  ),
  'session-participants/list': eventCall({ eventId, sessionId }, (body, folder) =>
    inSession(body, folder, ({ speakers, moderatorIds }) => ({
      speakers: ordered(speakers).flatMap(({ userId, order, isHidden, role }) => {
        const user = folder.users.get(userId)
        return user ? [{ ...profile(user), type: 'speaker', order, isHidden, sessionRole: role }] : []
      }),
      moderators: moderatorIds.flatMap((id) => {
        const user = folder.users.get(id)
        return user ? [{ ...profile(user), type: 'moderator' }] : []
      }),
      status: 'ok',
    })),
  ),
}

function inSession({ sessionId: id }: { sessionId: string }, { sessions }: EventFolder, use: (found: PlatformSession) => Answer): Answer {
  const found = sessions.get(id)
  return found ? use(found) : missing
}

function keep({ sessions }: EventFolder, changed: PlatformSession): Answer {
  sessions.set(changed.id, changed)
  return { status: 'ok' }
}

function has({ users }: EventFolder, userId: string, role: 'Speaker' | 'Moderator'): boolean {
  return users.get(userId)?.roles.includes(role) ?? false
}

function ordered(speakers: ReadonlyMap<string, Speaker>): readonly Speaker[] {
  return [...speakers.values()].sort((a, b) => a.order - b.order)
}

function publicSession({ speakers: _, moderatorIds: __, ...session }: PlatformSession): Record<string, unknown> {
  return session
}

function profile({ id, firstName, lastName, email, title = '', bio = '' }: EventUser): Record<string, unknown> {
  return { id, firstName, lastName, email, title, bio, thumbnailUrl: '' }
}
