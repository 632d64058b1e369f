import {
  checkMeetingDraft,
  checkMeetingTimes,
  type KsIssuer,
  type Meeting,
  type MeetingProvider,
  type MeetingRef,
  type MeetingType,
} from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import type { KsSource } from '../grants/ks-source.ts'
import { isEntryId } from '../media/entry-id.ts'
import { createJoinLinks } from './join-link.ts'
import { checkTemplates, createKafRoom } from './kaf-rooms.ts'
import { createKafSchedule } from './kaf-schedule.ts'
import { guildTag, isOver, listOfTags, typeOf, withOver } from './meeting-tags.ts'
import { cursorAfter, pageOf, pageSize } from './page.ts'
import { createPostJson, type PostJsonOptions } from './post-json.ts'
import { recordingOf } from './recording-of.ts'
import { orForbidden, orRefused, orUndo } from './refusal.ts'

export interface KafMeetingsOptions extends Pick<PostJsonOptions, 'fetch' | 'timeoutMs'> {
  /** API v3, with the KS of `planner`. */
  client: KalturaClient
  /** KS of the grant `meeting-planner`: who they belong to owns the rooms. */
  planner: KsSource
  /** Makes the KS in the links. */
  issuer: KsIssuer
  /** Usually `https://<partner>.kaf.kaltura.com`; its authentication has to be by KS. */
  kafUrl: string
  /** Rooms that new ones of a type are made after. Without one, a type is not supported, but for `room`. */
  templates?: Partial<Record<MeetingType, string>>
  now: () => number
}

const room = z.object({
  id: z.string().refine(isEntryId),
  name: z.string().default(''),
  description: z.string().default(''),
  tags: z.string().default(''),
})
const roomList = z.object({ totalCount: z.number(), objects: z.array(z.unknown()) })
type Room = z.output<typeof room>

const rooms = 'room_room'
/** READY and NO_CONTENT: a room never has content of its own, and Kaltura lists what is READY unless told otherwise. */
const ofAnyContent = '2,7'

/**
 * Meetings in KAF's rooms, Kaltura's current ones: a room entry each, and a schedule event of it when it has times
 * (kaltura/server plugins/room, plugins/schedule; knowledge.kaltura.com on KAF meeting rooms).
 *
 * One that is over stays, so that its recording is found; its room is marked, and its event cancelled.
 * @throws InvalidInputError for an address that a KS must not be sent to, or a template that is no entry
 */
export function createKafMeetings(options: KafMeetingsOptions): MeetingProvider {
  const { client, planner, issuer, kafUrl, templates = {}, now } = options
  checkTemplates(templates)
  const post = createPostJson({ ...options, address: kafUrl, name: 'KAF' })
  const links = createJoinLinks({ issuer, kafUrl, door: 'room' })
  const schedule = createKafSchedule(client, now)
  const types = (['webinar', 'room', 'classroom'] as const).filter((type) => type === 'room' || templates[type] !== undefined)

  async function open({ guildId, meetingId }: MeetingRef, signal: AbortSignal | undefined): Promise<Room | undefined> {
    const tag = guildTag(guildId)
    if (!isEntryId(meetingId)) return undefined
    const found = await client.call(rooms, 'get', { roomId: meetingId }, { schema: room, signal })
    return listOfTags(found.tags).includes(tag) ? found : undefined
  }
  const asMeeting = (guildId: string, found: Room, scheduled: Pick<Meeting, 'times' | 'dates'> = { times: undefined }): Meeting => {
    const tags = listOfTags(found.tags)
    const { id, name, description } = found
    return { id, guildId, type: typeOf(tags) ?? 'room', name, description, ...scheduled, status: isOver(tags) ? 'over' : 'open' }
  }

  return {
    supports: { types, roles: ['moderator', 'attendee'], untimed: true, recurrence: true, afterEnd: 'kept', recording: true },

    create: (given, { signal } = {}) =>
      orForbidden(async () => {
        const draft = checkMeetingDraft(given)
        if (!types.includes(draft.type)) return { kind: 'unsupported', what: 'type' }
        const made = await createKafRoom(draft, { post, planner, template: templates[draft.type], signal })
        if (made.kind === 'forbidden') return made
        const { roomId } = made
        const { times } = draft
        if (times)
          await orUndo(
            () => schedule.put({ ...draft, id: roomId }, times, signal),
            () => client.call(rooms, 'delete', { roomId }, { schema: z.unknown() }),
          )
        return { kind: 'created', meeting: { ...draft, id: roomId, status: 'open' } }
      }),

    reschedule: (ref, given, { signal } = {}) =>
      orRefused(async () => {
        const times = checkMeetingTimes(given)
        const found = await open(ref, signal)
        if (!found) return { kind: 'not-found' }
        const meeting = asMeeting(ref.guildId, found, { times })
        if (meeting.status === 'over') return { kind: 'over' }
        await schedule.put(meeting, times, signal)
        return { kind: 'rescheduled', meeting }
      }),

    list: (guildId, { cursor, signal } = {}) =>
      orForbidden(async () => {
        const tag = guildTag(guildId)
        const page = pageOf(cursor)
        const filter = { objectType: 'KalturaRoomEntryFilter', tagsLike: tag, statusIn: ofAnyContent, orderBy: '-createdAt' }
        const pager = { objectType: 'KalturaFilterPager', pageSize, pageIndex: page }
        const { objects, totalCount } = await client.call(rooms, 'list', { filter, pager }, { schema: roomList, signal })
        // Kaltura's `Like` finds more than the tag itself.
        const own = objects.flatMap((object) => room.safeParse(object).data ?? []).filter(({ tags }) => listOfTags(tags).includes(tag))
        const scheduled = await schedule.ofRooms(
          own.map(({ id }) => id),
          signal,
        )
        return {
          kind: 'page',
          meetings: own.map((each) => asMeeting(guildId, each, scheduled.get(each.id))),
          next: cursorAfter(page, totalCount),
        }
      }),

    find: (ref, { signal } = {}) =>
      orRefused(async () => {
        const found = await open(ref, signal)
        if (!found) return { kind: 'not-found' }
        const scheduled = await schedule.ofRooms([found.id], signal)
        return { kind: 'found', meeting: asMeeting(ref.guildId, found, scheduled.get(found.id)) }
      }),

    join: (ref, person, { signal } = {}) =>
      orRefused(async () => {
        if (person.role === 'presenter') return { kind: 'unsupported', what: 'role' }
        const found = await open(ref, signal)
        if (!found) return { kind: 'not-found' }
        if (isOver(listOfTags(found.tags))) return { kind: 'over' }
        return links(person, { kind: 'entry', id: found.id }, { signal })
      }),

    end: (ref, { signal } = {}) =>
      orRefused(async () => {
        const found = await open(ref, signal)
        if (!found) return { kind: 'not-found' }
        const tags = listOfTags(found.tags)
        if (isOver(tags)) return { kind: 'ended' }
        await schedule.cancel(found.id, signal)
        const marked = { objectType: 'KalturaRoomEntry', tags: withOver(tags).join(',') }
        // Saying the same again changes nothing, so this may be repeated.
        await client.call(rooms, 'update', { roomId: found.id, room: marked }, { schema: z.unknown(), repeatable: true, signal })
        return { kind: 'ended' }
      }),

    recording: (ref, { signal } = {}) =>
      orRefused(async () => {
        const found = await open(ref, signal)
        return found ? recordingOf(client, found.id, signal) : { kind: 'not-found' }
      }),
  }
}
