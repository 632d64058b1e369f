import { type CursorStore, type GuildBinding, type Meeting, type MeetingProvider, UnavailableError } from '@kaltura-discord/core'
import { lookAtMeetings, type MeetingChange, type WatchedMeetings, watchedMeetings } from './meeting-watch.ts'

export interface MeetingRoundOptions {
  connection: string
  meetings: Pick<MeetingProvider, 'list'>
  /** The guilds that are bound to the connection, asked for at each round. */
  guilds: () => Promise<readonly Pick<GuildBinding, 'guildId'>[]>
  cursors: CursorStore
  tell: (change: MeetingChange) => Promise<void>
  now: () => number
  /** Hears that what was kept of a guild could not be read, so that what happened to its meetings since the last look stays untold. */
  onLostPlace: (guildId: string) => void
}

/** Newest first, so these are the 150 that were made last. */
const mostPages = 10

/**
 * One look at the meetings of each guild, in turn. What was seen is kept after what it means was stored, so that a crash between the two tells it again,
 * which the keys catch.
 * @throws the first failure, after all guilds had their turn
 */
export function createMeetingRound(options: MeetingRoundOptions): (signal: AbortSignal) => Promise<void> {
  const { connection, meetings, guilds, cursors, tell, now, onLostPlace } = options

  async function lookAt(guildId: string, signal: AbortSignal): Promise<void> {
    const place = `meetings:${connection}:${guildId}`
    const text = await cursors.read(place)
    const before = text === undefined ? undefined : readWatched(text)
    if (text !== undefined && !before) onLostPlace(guildId)
    const { watched, changes } = lookAtMeetings(before, await newestOf(meetings, guildId, signal), now())
    for (const change of changes) await tell(change)
    const kept = JSON.stringify(watched)
    if (kept !== text) await cursors.keep(place, kept)
  }

  return async (signal) => {
    const failures: unknown[] = []
    for (const { guildId } of await guilds()) {
      if (signal.aborted) return
      await lookAt(guildId, signal).catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw failures[0]
  }
}

async function newestOf(meetings: Pick<MeetingProvider, 'list'>, guildId: string, signal: AbortSignal): Promise<readonly Meeting[]> {
  const found = new Map<string, Meeting>()
  let cursor: string | undefined
  for (let page = 1; page <= mostPages; page++) {
    const listed = await meetings.list(guildId, { cursor, signal })
    if (listed.kind === 'forbidden') throw new UnavailableError('The account of this connection may not list meetings.')
    for (const meeting of listed.meetings) found.set(meeting.id, meeting)
    cursor = listed.next
    if (cursor === undefined) break
  }
  return [...found.values()]
}

function readWatched(text: string): WatchedMeetings | undefined {
  try {
    return watchedMeetings.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
