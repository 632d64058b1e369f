import {
  checkMeetingDraft,
  checkMeetingTimes,
  type KsIssuer,
  type Meeting,
  type MeetingDraft,
  type MeetingProvider,
  type MeetingRef,
  type MeetingTimes,
} from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import type { PartResult } from '../client/multirequest.ts'
import { createJoinLinks } from './join-link.ts'
import { guildTag, listOfTags, meetingTags } from './meeting-tags.ts'
import { cursorAfter, pageOf, pageSize } from './page.ts'
import { orForbidden, orRefused, orUndo } from './refusal.ts'
import {
  type KalturaScheduleEvent,
  kalturaScheduleEvent,
  plannedEvents,
  scheduledAt,
  scheduleEventList,
  scheduleEventStatus,
  tagsOfTimes,
  timesOf,
} from './schedule-event.ts'
import { datesOfSeries } from './series-dates.ts'

export interface LegacyMeetingsOptions {
  /** API v3, with KS of the grant `meeting-planner`. */
  client: KalturaClient
  /** Makes the KS in the links: a local issuer of its own, with the partner's *user* secret, which this kind of room asks for. */
  issuer: KsIssuer
  /** Usually `https://<partner>.kaf.kaltura.com`. */
  kafUrl: string
  now: () => number
}

const events = 'schedule_scheduleevent'
const resources = 'schedule_scheduleresource'
const bookings = 'schedule_scheduleeventresource'
const objectType = 'KalturaRecordScheduleEvent'
const withId = z.object({ id: z.number().int() })
const classMode = { webinar: 'webinar', classroom: 'virtual_classroom' } as const
const modePrefix = 'custom_rs_class_mode:'

/**
 * Meetings of the kind that Kaltura had before rooms (Newrow, KME): a schedule event that books a resource with `vcprovider:newrow`
 * (kaltura-vpaas/virtual-meeting-rooms, README). Each has a resource of its own, so that two at the same time don't meet.
 *
 * Where their recordings go isn't documented, so none is found.
 */
export function createLegacyMeetings({ client, issuer, kafUrl, now }: LegacyMeetingsOptions): MeetingProvider {
  const links = createJoinLinks({ issuer, kafUrl, door: 'legacy' })

  async function open({ guildId, meetingId }: MeetingRef, signal: AbortSignal | undefined): Promise<KalturaScheduleEvent | undefined> {
    const tag = guildTag(guildId)
    if (!/^\d{1,15}$/.test(meetingId)) return undefined
    const params = { scheduleEventId: Number(meetingId) }
    const found = await client.call(events, 'get', params, { schema: kalturaScheduleEvent, signal })
    return listOfTags(found.tags).includes(tag) ? found : undefined
  }

  async function add(draft: MeetingDraft, times: MeetingTimes, signal: AbortSignal | undefined): Promise<number> {
    const made = await client.multirequest(
      (plan) => {
        const place = { objectType: 'KalturaLocationScheduleResource', name: draft.name, tags: 'vcprovider:newrow' }
        const resource = plan.call(resources, 'add', { scheduleResource: place }, withId)
        const scheduleEvent = {
          objectType,
          summary: draft.name,
          description: draft.description,
          ...scheduledAt(times),
          tags: tagsOf(draft, times),
        }
        const event = plan.call(events, 'add', { scheduleEvent }, withId)
        const link = { objectType: 'KalturaScheduleEventResource', eventId: event.result.id, resourceId: resource.result.id }
        return { resource, event, booking: plan.call(bookings, 'add', { scheduleEventResource: link }, z.unknown()) }
      },
      { signal },
    )
    const undo = async () => {
      const { resource, event } = made
      if (event.kind === 'answered') await client.call(events, 'delete', { scheduleEventId: event.value.id }, { schema: z.unknown() })
      if (resource.kind === 'answered')
        await client.call(resources, 'delete', { scheduleResourceId: resource.value.id }, { schema: z.unknown() })
    }
    return orUndo(async () => {
      answered(made.resource)
      const { id } = answered(made.event)
      answered(made.booking)
      return id
    }, undo)
  }

  return {
    supports: {
      types: ['webinar', 'classroom'],
      roles: ['moderator', 'attendee'],
      untimed: false,
      recurrence: true,
      afterEnd: 'kept',
      recording: false,
    },

    create: (given, { signal } = {}) =>
      orForbidden(async () => {
        const draft = checkMeetingDraft(given)
        if (draft.type === 'room') return { kind: 'unsupported', what: 'type' }
        if (!draft.times) return { kind: 'unsupported', what: 'untimed' }
        return { kind: 'created', meeting: { ...draft, id: String(await add(draft, draft.times, signal)), status: 'open' } }
      }),

    reschedule: (ref, given, { signal } = {}) =>
      orRefused(async () => {
        const times = checkMeetingTimes(given)
        const found = await open(ref, signal)
        if (!found) return { kind: 'not-found' }
        const meeting = { ...meetingOf(ref.guildId, found), times }
        if (meeting.status === 'over') return { kind: 'over' }
        const scheduleEvent = { objectType, ...scheduledAt(times), tags: tagsOf(meeting, times) }
        // Saying the same again changes nothing, so this may be repeated.
        await client.call(events, 'update', { scheduleEventId: found.id, scheduleEvent }, { schema: z.unknown(), repeatable: true, signal })
        return { kind: 'rescheduled', meeting }
      }),

    list: (guildId, { cursor, signal } = {}) =>
      orForbidden(async () => {
        const tag = guildTag(guildId)
        const page = pageOf(cursor)
        const filter = { objectType: 'KalturaRecordScheduleEventFilter', tagsLike: tag, ...plannedEvents }
        const pager = { objectType: 'KalturaFilterPager', pageSize, pageIndex: page }
        const { objects, totalCount } = await client.call(events, 'list', { filter, pager }, { schema: scheduleEventList, signal })
        // Kaltura's `Like` finds more than the tag itself.
        const own = objects
          .flatMap((object) => kalturaScheduleEvent.safeParse(object).data ?? [])
          .filter(({ tags }) => listOfTags(tags).includes(tag))
        const dates = await datesOfSeries(client, own, { nowMs: now(), signal })
        return {
          kind: 'page',
          meetings: own.map((event) => ({ ...meetingOf(guildId, event), dates: dates.get(event.id) })),
          next: cursorAfter(page, totalCount),
        }
      }),

    find: (ref, { signal } = {}) =>
      orRefused(async () => {
        const found = await open(ref, signal)
        if (!found) return { kind: 'not-found' }
        const dates = await datesOfSeries(client, [found], { nowMs: now(), signal })
        return { kind: 'found', meeting: { ...meetingOf(ref.guildId, found), dates: dates.get(found.id) } }
      }),

    join: (ref, person, { signal } = {}) =>
      orRefused(async () => {
        if (person.role === 'presenter') return { kind: 'unsupported', what: 'role' }
        const found = await open(ref, signal)
        if (!found) return { kind: 'not-found' }
        if (found.status !== scheduleEventStatus.active) return { kind: 'over' }
        return links(person, { kind: 'event', id: String(found.id) }, { signal })
      }),

    end: (ref, { signal } = {}) =>
      orRefused(async () => {
        const found = await open(ref, signal)
        if (!found) return { kind: 'not-found' }
        if (found.status === scheduleEventStatus.active)
          await client.call(events, 'cancel', { scheduleEventId: found.id }, { schema: z.unknown(), repeatable: true, signal })
        return { kind: 'ended' }
      }),

    recording: (ref, { signal } = {}) =>
      orRefused(async () => ((await open(ref, signal)) ? { kind: 'unsupported', what: 'recording' } : { kind: 'not-found' })),
  }
}

function tagsOf(draft: Pick<MeetingDraft, 'guildId' | 'type'>, times: MeetingTimes): string {
  const mode = draft.type === 'webinar' ? classMode.webinar : classMode.classroom
  return [...meetingTags(draft), ...tagsOfTimes(times), `${modePrefix}${mode}`, 'custom_rs_show_invite:0'].join(',')
}

function meetingOf(guildId: string, event: KalturaScheduleEvent): Meeting {
  const type = listOfTags(event.tags).includes(modePrefix + classMode.webinar) ? 'webinar' : 'classroom'
  const status = event.status === scheduleEventStatus.active ? 'open' : 'over'
  return { id: String(event.id), guildId, type, name: event.summary, description: event.description, times: timesOf(event), status }
}

function answered<Answer>(result: PartResult<Answer>): Answer {
  if (result.kind === 'refused') throw result.error
  return result.value
}
