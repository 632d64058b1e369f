import type { Planned } from './calendar.ts'
import { type Patience, type Sighting, type StreamChange, type StreamState, step, unseen } from './stream-state.ts'

/** What began or ended. `sinceMs` is when we saw it begin, `endedAtMs` when we first saw it no more; ms since 1970 by our clock. */
export type WatchedChange = Subject & StreamChange

type Subject =
  | { subject: 'broadcast'; entryId: string }
  /** `entryId` is the room. */
  | { subject: 'meeting'; entryId: string; scheduleEventId: string }

/** All that is watched, by a key that no two subjects share. */
export type Watched = ReadonlyMap<string, { subject: Subject; state: StreamState }>

export const nothingSeen: Watched = new Map()

/** What one look brought. */
interface Look {
  broadcasts: ReadonlyMap<string, Sighting>
  /** `undefined` when the calendar could not be read: then nothing is learned of meetings. */
  planned: readonly Planned[] | undefined
  /** The rooms whose meetings are watched. */
  rooms: ReadonlySet<string>
  atMs: number
}

const broadcastPatience: Patience = { start: 5_000, end: 60_000 }
/** A calendar doesn't flap. */
const meetingPatience: Patience = { start: 0, end: 0 }

/** What is believed of everything after a look. What isn't watched any more is gone, so that each start has its end. */
export function lookedAt(before: Watched, look: Look): { watched: Watched; changes: readonly WatchedChange[]; isBusy: boolean } {
  const seen = new Map([...broadcastsOf(look), ...meetingsOf(before, look)])
  const lost = [...before].filter(([key]) => !seen.has(key)).map(([key, { subject }]) => [key, { subject, sighting: gone }] as const)
  const stepped = [...seen, ...lost].map(([key, { subject, sighting }]) => {
    const patience = subject.subject === 'broadcast' ? broadcastPatience : meetingPatience
    return { key, subject, ...step(before.get(key)?.state ?? unseen, sighting, look.atMs, patience) }
  })
  const watched = new Map(stepped.filter(({ key }) => seen.has(key)).map(({ key, subject, state }) => [key, { subject, state }]))
  const changes = stepped.flatMap(({ subject, change }): WatchedChange[] => (change ? [{ ...subject, ...change }] : []))
  const isOn = [...watched.values()].some(({ state }) => state.kind !== 'unseen' && state.kind !== 'offline')
  return { watched, changes, isBusy: isOn || (look.planned?.length ?? 0) > 0 }
}

const gone: Sighting = { kind: 'gone' }

type Seen = readonly [key: string, seen: { subject: Subject; sighting: Sighting }]

function broadcastsOf({ broadcasts }: Look): Seen[] {
  return [...broadcasts].map(([entryId, sighting]) => [`broadcast ${entryId}`, { subject: { subject: 'broadcast', entryId }, sighting }])
}

function meetingsOf(before: Watched, { planned, rooms, atMs }: Look): Seen[] {
  if (!planned)
    return [...before]
      .filter(([, { subject }]) => subject.subject === 'meeting' && rooms.has(subject.entryId))
      .map(([key, { subject }]) => [key, { subject, sighting: { kind: 'unknown' } }])
  return planned
    .filter(({ kind, entryId }) => kind === 'meeting' && rooms.has(entryId))
    .map(({ entryId, scheduleEventId, startsAtMs }) => [
      `meeting ${scheduleEventId}`,
      { subject: { subject: 'meeting', entryId, scheduleEventId }, sighting: { kind: atMs < startsAtMs ? 'off-air' : 'on-air' } },
    ])
}
