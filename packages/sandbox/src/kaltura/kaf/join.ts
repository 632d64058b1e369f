import { z } from 'zod'
import type { Bearer, KsGate } from '../ks-gate.ts'
import type { Place } from '../meetings/meetings.ts'
import type { Rooms } from '../meetings/rooms.ts'
import { type Guest, meetingRoles } from '../meetings/seats.ts'
import type { Schedule } from '../schedule/schedule.ts'

/** Whom a KS lets into which meeting, or why it doesn't: a code for tests, a sentence for the person. */
export type Admission = { kind: 'admitted'; place: Place; guest: Guest } | { kind: 'refused'; code: string; sentence: string }

const role = z.enum(meetingRoles).catch('viewerRole')
/** `userContextualRole` of a legacy meeting: 0 and 1 lead it, 3 is a guest. */
const leading = new Set(['0', '1'])
const hosts: ReadonlySet<string> = new Set(['adminRole', 'unmoderatedAdminRole'])

/**
 * Judges the KS of a link to a meeting: its signature and expiry, then what its privileges say about the place and the person.
 *
 * `entryId` names a room; `eventId` or `resourceId` a meeting of the kind that came before rooms, whose role may also be a `userContextualRole`.
 */
export async function admit(
  ks: string,
  options: { gate: KsGate; rooms: Rooms; schedule: Schedule; uri: string; by: 'entry' | 'event' },
): Promise<Admission> {
  // A page is no action of the API: the links of Kaltura's own guides say `actionslimit:-1`, which the API would refuse.
  const judged = await options.gate.judge(ks, { uri: options.uri, again: true })
  if (judged.kind === 'refused')
    return { kind: 'refused', code: 'INVALID_KS', sentence: 'This link has expired or was never valid. Ask for a new one.' }
  const { bearer } = judged
  const place = options.by === 'entry' ? roomOf(bearer, options.rooms) : eventOf(bearer, options.schedule)
  if (!place) return { kind: 'refused', code: 'ENTRY_NOT_FOUND', sentence: 'This link does not lead to a meeting that exists.' }
  const userId = bearer.userId || privilege(bearer, 'userId')
  if (!userId) return { kind: 'refused', code: 'USER_MISSING', sentence: 'This link does not say who you are. Ask for one of your own.' }

  const theirs = role.parse(privilege(bearer, 'role'))
  const room = options.rooms.find(place.id)
  const moderates = room !== undefined && (room.userId === userId || room.moderators.includes(userId))
  const leads = options.by === 'event' && leading.has(privilege(bearer, 'userContextualRole') ?? '')
  const name = [privilege(bearer, 'firstName'), privilege(bearer, 'lastName')].filter((part) => part).join(' ')
  return {
    kind: 'admitted',
    place,
    guest: { userId, name: (name || userId).slice(0, 100), role: theirs, isHost: hosts.has(theirs) || moderates || leads },
  }
}

function roomOf(bearer: Bearer, rooms: Rooms): Place | undefined {
  const room = rooms.find(privilege(bearer, 'entryId') ?? '')
  return room && { id: room.id, name: room.name, kind: 'room' }
}

/** A legacy meeting takes place in a resource that Kaltura's video conference provider looks after, or in an event that has booked one. */
function eventOf(bearer: Bearer, schedule: Schedule): Place | undefined {
  const eventId = Number(privilege(bearer, 'eventId'))
  const event = schedule.events.find(eventId)
  if (event && schedule.resourcesOf(eventId).some(isForMeetings))
    return { id: `event:${eventId}`, name: String(event.summary), kind: 'event' }
  const resourceId = Number(privilege(bearer, 'resourceId'))
  const resource = schedule.resources.find(resourceId)
  if (resource && isForMeetings(resource)) return { id: `resource:${resourceId}`, name: String(resource.name), kind: 'resource' }
  return undefined
}

function isForMeetings({ tags }: Readonly<Record<string, unknown>>): boolean {
  return typeof tags === 'string' && tags.split(',').some((tag) => tag.trim() === 'vcprovider:newrow')
}

/** The privilege's one value; names come percent-encoded, because a comma or a slash would begin something else. */
function privilege({ content }: Bearer, name: string): string | undefined {
  const value = content.privilegeValues.get(name)?.[0]
  if (value === undefined || value === '') return undefined
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
