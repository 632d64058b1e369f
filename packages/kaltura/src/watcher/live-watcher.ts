import { InvalidInputError, UnavailableError } from '@kaltura-discord/core'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { isEntryId } from '../media/entry-id.ts'
import { sightingsOf } from './broadcasts.ts'
import { type Planned, plannedAround } from './calendar.ts'
import { basePeriodMs, paceAfter, type Round } from './pace.ts'
import { lookedAt, nothingSeen, type Watched, type WatchedChange } from './watched.ts'

export interface LiveWatcherOptions {
  /** With a KS of the grant `catalogue`, or none: Kaltura says to anyone whether a stream is live. */
  client: KalturaClient
  /** Ids of the live streams to watch, asked for at each look. */
  entries: () => readonly string[]
  /** Reads what is planned: with a KS of the grant `meeting-planner`, for Kaltura shows schedules to administrators only. Default: nothing planned is known. */
  calendar?: {
    client: KalturaClient
    /** Ids of the rooms whose meetings to watch, asked for at each look. */
    rooms: () => readonly string[]
  }
  /** Milliseconds since 1970. */
  now: () => number
  /** Calls back after so many ms, and returns how to prevent it. */
  timer: (callback: () => void, afterMs: number) => () => void
  /** A number in [0, 1). */
  random: () => number
  /** Hears of each change once, in order. What it throws is not caught. */
  onChange: (change: WatchedChange) => void
  /** Hears why a look, or the look into the calendar, failed; the next one comes by itself. Default: nobody. */
  onFailure?: (error: unknown) => void
  /** How long one look may take in all, in ms. Default 30,000. */
  deadlineMs?: number
}

/** Watches until it is stopped. */
export interface LiveWatcher {
  /** Ends the look under way; nothing is told any more. */
  stop(): void
}

/**
 * Tells when live streams go on and off the air and when planned meetings begin and end, which Kaltura has no HTTP notification for: it asks.
 *
 * Every 10 s (±20 %) while something is on or planned for the next ten minutes, else less and less often, up to every 2 minutes: that is how late an unplanned
 * start is told. A start is believed at the second look, an end after a minute off. Of a meeting Kaltura tells only the time it is planned for, not who is in
 * the room, so a meeting begins and ends by the calendar, and ends at once when it is called off.
 *
 * What is believed lives in this process. After a restart everything that is on is told again, as `alreadyOn`.
 */
export function createLiveWatcher(options: LiveWatcherOptions): LiveWatcher {
  const { client, entries, calendar, now, timer, random, onChange, onFailure = () => {}, deadlineMs = 30_000 } = options
  const stopped = new AbortController()
  let watched: Watched = nothingSeen
  let periodMs = basePeriodMs
  let cancelNext = timer(turn, 0)

  async function look(signal: AbortSignal): Promise<{ round: Round; changes: readonly WatchedChange[] }> {
    const live = checked(entries())
    const rooms = checked(calendar?.rooms() ?? [])
    const broadcasts = await sightingsOf(client, { entryIds: live, signal })
    const planned = await plannedFor(new Set([...live, ...rooms]), signal)
    const looked = lookedAt(watched, { broadcasts, planned, rooms: new Set(rooms), atMs: now() })
    watched = looked.watched
    return { round: { kind: looked.isBusy ? 'busy' : 'quiet' }, changes: looked.changes }
  }

  /** A calendar that can't be read must not keep anyone from hearing what is live. */
  async function plannedFor(entryIds: ReadonlySet<string>, signal: AbortSignal): Promise<readonly Planned[] | undefined> {
    if (!calendar || entryIds.size === 0) return []
    try {
      return await plannedAround(calendar.client, { entryIds, atMs: now(), signal })
    } catch (error) {
      signal.throwIfAborted()
      onFailure(error)
      return undefined
    }
  }

  async function lookInTime(): ReturnType<typeof look> {
    const deadline = new AbortController()
    const cancelDeadline = timer(() => deadline.abort(new UnavailableError('Kaltura did not say in time what is live')), deadlineMs)
    try {
      return await look(AbortSignal.any([deadline.signal, stopped.signal]))
    } catch (error) {
      if (!stopped.signal.aborted) onFailure(error)
      return { round: { kind: 'failed', error }, changes: [] }
    } finally {
      cancelDeadline()
    }
  }

  async function turn(): Promise<void> {
    const { round, changes } = await lookInTime()
    if (stopped.signal.aborted) return
    const pace = paceAfter(round, periodMs, random)
    periodMs = pace.periodMs
    cancelNext = timer(turn, pace.waitMs)
    for (const change of changes) onChange(change)
  }

  return {
    stop() {
      stopped.abort()
      cancelNext()
    },
  }
}

function checked(ids: readonly string[]): readonly string[] {
  if (!ids.every(isEntryId)) throw new InvalidInputError('What is watched has the id of an entry')
  return [...new Set(ids)]
}
