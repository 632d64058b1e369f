import type { SandboxMeeting } from '../../control/contract.ts'
import type { Catalogue } from '../catalogue.ts'
import { clips } from '../clips.ts'
import { type CatalogueEntry, entryStatus } from '../entry.ts'
import type { Rooms } from './rooms.ts'
import type { Seats } from './seats.ts'

/** A place to meet: a room entry, or a scheduled event or resource of the kind that came before rooms. */
export interface Place {
  id: string
  name: string
  kind: 'room' | 'event' | 'resource'
}

export type MeetingEnded = { kind: 'ended'; recordingId: string } | { kind: 'nobody-there' }

/** The meetings that are going on. */
export interface Meetings {
  /** Every room, and whatever else has people in it, with who is in. */
  all(): SandboxMeeting[]
  /** Remembers what a place is called, so that {@link Meetings.all} can say it. */
  open(place: Place): void
  /**
   * Sends everyone out. The recording appears at once, is READY after {@link convertingMs}, and has the room as its `rootEntryId`;
   * what is not a room leaves a recording without one.
   */
  end(placeId: string): MeetingEnded
}

/** How long a recording is converted. At Kaltura it is minutes. */
export const convertingMs = 3_000

export function createMeetings(options: {
  rooms: Rooms
  seats: Seats
  catalogue: Catalogue
  now: () => number
  word: (length: number) => string
  timer: (callback: () => void, afterMs: number) => () => void
  changed: () => void
  /** Called when a recording can be played. */
  ready: (entry: CatalogueEntry) => void
}): Meetings {
  const { rooms, seats, catalogue, now, word, timer, changed, ready } = options
  const others = new Map<string, Place>()

  const people = (placeId: string): SandboxMeeting['people'] =>
    seats.inRoom(placeId).map(({ userId, name, role, isHost, sinceMs }) => ({ userId, name, role, isHost, sinceMs }))

  const record = (place: Place): CatalogueEntry => {
    const atMs = now()
    const entry: CatalogueEntry = {
      id: `0_rec${word(5)}`,
      name: `${place.name} – recording`,
      description: 'What was said in the meeting.',
      status: entryStatus.preconvert,
      tags: ['discord', 'recording'],
      categories: ['university>recordings'],
      userId: rooms.find(place.id)?.userId ?? '',
      ...(place.kind === 'room' ? { rootEntryId: place.id } : {}),
      createdAtMs: atMs,
      updatedAtMs: atMs,
      access: 'protected',
      manifest: 'absolute',
    }
    catalogue.put(entry)
    timer(() => {
      const finished = { ...entry, status: entryStatus.ready, clip: clips.meeting, updatedAtMs: now() }
      catalogue.put(finished)
      ready(finished)
    }, convertingMs)
    return entry
  }

  const placeOf = (id: string): Place | undefined => {
    const room = rooms.find(id)
    return room ? { id, name: room.name, kind: 'room' } : others.get(id)
  }

  return {
    all: () => [
      ...rooms.all().map(({ id, name }) => ({ id, name, kind: 'room' as const, people: people(id) })),
      ...[...others.values()].map((place) => ({ ...place, people: people(place.id) })).filter((place) => place.people.length > 0),
    ],
    open(place) {
      if (place.kind !== 'room') others.set(place.id, place)
    },
    end(placeId) {
      const place = placeOf(placeId)
      if (!place || seats.empty(placeId) === 0) return { kind: 'nobody-there' }
      const recording = record(place)
      changed()
      return { kind: 'ended', recordingId: recording.id }
    },
  }
}
