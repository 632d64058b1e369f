import {
  checkMeetingDraft,
  checkMeetingTimes,
  InvalidInputError,
  type KsIssuer,
  type Meeting,
  type MeetingForbidden,
  type MeetingNotFound,
  type MeetingPerson,
  type MeetingProvider,
  type MeetingRef,
} from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { isEntryId } from '../media/entry-id.ts'
import { createEventsApi, type EventsApiOptions } from './events-api.ts'
import { createJoinLinks } from './join-link.ts'
import { guildTag, typeOf } from './meeting-tags.ts'
import { cursorAfter, pageOf, pageSize } from './page.ts'
import { personName } from './person-name.ts'
import { createPlatformEvent, eventList, eventTimes, type PlatformEvent, platformEvent } from './platform-event.ts'
import { recordingOf } from './recording-of.ts'
import { orRefused } from './refusal.ts'

export interface EventMeetingsOptions extends EventsApiOptions {
  /** API v3, with the KS of `planner`: finds recordings. */
  client: KalturaClient
  /** Makes the KS in the links. */
  issuer: KsIssuer
  /** Usually `https://<partner>.kaf.kaltura.com`, whose pages show the sessions. */
  kafUrl: string
}

const sessionList = z.object({ sessions: z.array(z.object({ id: z.string().refine(isEntryId) })) })
const invited = z.object({ user: z.object({ id: z.string() }) })

/**
 * Meetings as events of the Events Platform, each with one session (kaltura/mcp-events, openapi-public-api.yaml 1.1.2). A session is an entry, and KAF's page of
 * it lets people in by a KS (Kaltura-Embedded-Events); presenters are invited as speakers, and come in by the event's own site, which knows them by their address.
 *
 * The platform knows no series, and no event that was called off: one that is over is deleted.
 */
export function createEventMeetings(options: EventMeetingsOptions): MeetingProvider {
  const { client, issuer, kafUrl, now } = options
  const api = createEventsApi(options)
  const links = createJoinLinks({ issuer, kafUrl, door: 'session' })

  type Found = { kind: 'event'; event: PlatformEvent } | MeetingNotFound | MeetingForbidden
  async function open({ guildId, meetingId }: MeetingRef, signal: AbortSignal | undefined): Promise<Found> {
    const label = guildTag(guildId)
    if (!/^\d{1,15}$/.test(meetingId)) return { kind: 'not-found' }
    const question = { filter: { idIn: [Number(meetingId)] }, pager: { offset: 0, limit: 1 } }
    const listed = await api.ask('events/list', question, { schema: eventList, signal })
    if (listed.kind !== 'ok') return listed
    const event = platformEvent.safeParse(listed.value.events[0]).data
    return event?.id === Number(meetingId) && event.labels.includes(label) ? { kind: 'event', event } : { kind: 'not-found' }
  }

  async function sessionOf({ id }: PlatformEvent, signal: AbortSignal | undefined) {
    const listed = await api.ask('sessions/list', { eventId: id }, { schema: sessionList, signal })
    if (listed.kind !== 'ok') return listed
    const sessionId = listed.value.sessions[0]?.id
    return sessionId === undefined ? ({ kind: 'not-found' } as const) : ({ kind: 'session', sessionId } as const)
  }

  async function invite(
    { id: eventId, publicDomain }: PlatformEvent,
    sessionId: string,
    person: MeetingPerson,
    signal: AbortSignal | undefined,
  ) {
    const email = z.email().safeParse(person.email)
    if (person.email === undefined) return { kind: 'needs-email' } as const
    if (!email.success) throw new InvalidInputError('This is not an e-mail address')
    const { firstName, lastName = '-' } = personName(person.name, person.userId)
    const guest = { eventId, firstName, lastName, email: email.data, roles: ['Speaker'], skipEmail: true }
    // Inviting an address again changes nothing, so both of these may be repeated.
    const user = await api.ask('event-users/invite', guest, { schema: invited, repeatable: true, signal })
    if (user.kind !== 'ok') return user
    const speaker = { userId: user.value.user.id, role: 'advancedSpeaker' }
    const added = await api.ask(
      'session-participants/add',
      { eventId, sessionId, speakers: [speaker] },
      { schema: z.unknown(), repeatable: true, signal },
    )
    return added.kind === 'ok' ? ({ kind: 'invited', url: new URL(`https://${publicDomain}`).href } as const) : added
  }

  return {
    supports: {
      types: ['webinar', 'room', 'classroom'],
      roles: ['moderator', 'presenter', 'attendee'],
      untimed: false,
      recurrence: false,
      afterEnd: 'removed',
      recording: true,
    },

    async create(given, { signal } = {}) {
      const { times, ...draft } = checkMeetingDraft(given)
      if (!times) return { kind: 'unsupported', what: 'untimed' }
      if (times.recurrence) return { kind: 'unsupported', what: 'recurrence' }
      const made = await createPlatformEvent({ ...draft, times }, { api, now, signal })
      return made.kind === 'made' ? { kind: 'created', meeting: meetingOf(draft.guildId, made.event) } : made
    },

    async reschedule(ref, given, { signal } = {}) {
      const times = checkMeetingTimes(given)
      if (times.recurrence) return { kind: 'unsupported', what: 'recurrence' }
      const found = await open(ref, signal)
      if (found.kind !== 'event') return found
      const { event } = found
      const changed = { id: event.id, ...eventTimes(times) }
      const updated = await api.ask('events/update', changed, { schema: z.unknown(), repeatable: true, signal })
      return updated.kind === 'ok' ? { kind: 'rescheduled', meeting: { ...meetingOf(ref.guildId, event), times } } : updated
    },

    async list(guildId, { cursor, signal } = {}) {
      const label = guildTag(guildId)
      const page = pageOf(cursor)
      const question = { filter: { labels: [label] }, pager: { offset: (page - 1) * pageSize, limit: pageSize }, orderBy: '-createdAt' }
      const listed = await api.ask('events/list', question, { schema: eventList, signal })
      if (listed.kind !== 'ok') return { kind: 'forbidden' }
      const { events, totalCount } = listed.value
      const own = events.flatMap((event) => platformEvent.safeParse(event).data ?? []).filter(({ labels }) => labels.includes(label))
      return { kind: 'page', meetings: own.map((event) => meetingOf(guildId, event)), next: cursorAfter(page, totalCount) }
    },

    async find(ref, { signal } = {}) {
      const found = await open(ref, signal)
      return found.kind === 'event' ? { kind: 'found', meeting: meetingOf(ref.guildId, found.event) } : found
    },

    async join(ref, person, { signal } = {}) {
      const found = await open(ref, signal)
      if (found.kind !== 'event') return found
      const session = await sessionOf(found.event, signal)
      if (session.kind !== 'session') return session
      const { sessionId } = session
      if (person.role === 'presenter') return invite(found.event, sessionId, person, signal)
      return links(person, { kind: 'entry', id: sessionId }, { signal })
    },

    async end(ref, { signal } = {}) {
      const found = await open(ref, signal)
      if (found.kind !== 'event') return found
      const deleted = await api.ask('events/delete', { id: found.event.id }, { schema: z.unknown(), signal })
      return deleted.kind === 'forbidden' ? deleted : { kind: 'ended' }
    },

    recording: (ref, { signal } = {}) =>
      orRefused(async () => {
        const found = await open(ref, signal)
        if (found.kind !== 'event') return found
        const session = await sessionOf(found.event, signal)
        return session.kind === 'session' ? recordingOf(client, session.sessionId, signal) : session
      }),
  }
}

function meetingOf(guildId: string, { id, name, description, startDate, endDate, timezone, labels }: PlatformEvent): Meeting {
  const times = { startsAtMs: Date.parse(startDate), endsAtMs: Date.parse(endDate), timeZone: timezone, recurrence: undefined }
  return { id: String(id), guildId, type: typeOf(labels) ?? 'webinar', name, description, times, status: 'open' }
}
