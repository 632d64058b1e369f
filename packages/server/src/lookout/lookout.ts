import type { CursorStore, GuildBindings, NotificationInbox, NotificationSubject } from '@kaltura-discord/core'
import { createLiveWatcher, createReconciler, type WatchedChange } from '@kaltura-discord/kaltura'
import type { KalturaConnection, Lookout } from '../connection.ts'
import type { ServerLog } from '../server-log.ts'
import { createMeetingRound } from './meeting-round.ts'
import { createReconciliation } from './reconciliation.ts'
import { type After, type Running, repeat } from './repeat.ts'

type LookedAfter = Pick<KalturaConnection, 'name' | 'lookout'> & Partial<Pick<KalturaConnection, 'meetings'>>

export interface LookoutDependencies {
  connections: readonly LookedAfter[]
  bindings: Pick<GuildBindings, 'ofConnection'>
  inbox: Pick<NotificationInbox, 'accept'>
  cursors: CursorStore
  now: () => number
  log: ServerLog
  /** Called after something new was stored, to deliver it soon. */
  wake: () => void
}

export interface LookoutTimers {
  after: After
  /** A number in [0, 1). */
  random: () => number
}

/** Starts to ask Kaltura for what no HTTP notification tells, for each connection that wants it. What is found goes the way of notifications. */
export function startLookout({ connections, ...dependencies }: LookoutDependencies, timers: LookoutTimers): Running {
  const running = connections.flatMap(({ lookout, ...connection }) => (lookout ? lookoutOf(connection, lookout, dependencies, timers) : []))
  return {
    async stop() {
      await Promise.all(running.map((each) => each.stop()))
    },
  }
}

function lookoutOf(
  { name: connection, meetings }: Omit<LookedAfter, 'lookout'>,
  { client, reconcileEveryMs, meetingsEveryMs, liveEntries }: Lookout,
  { inbox, bindings, cursors, now, log, wake }: Omit<LookoutDependencies, 'connections'>,
  { after, random }: LookoutTimers,
): Running[] {
  const tell = async (subject: NotificationSubject, dedupeKeys: readonly string[]) => {
    const outcome = await inbox.accept({ connection, dedupeKeys, subject, receivedAtMs: now() })
    if (outcome.kind === 'accepted') wake()
  }
  const onFailure = (error: unknown) => log.warn({ connection, error }, 'Kaltura could not be asked for what it did not tell')

  const reconcile = createReconciliation({
    connection,
    reconciler: createReconciler({ client, now }),
    cursors,
    tell: (entryId, dedupeKeys) => tell({ kind: 'entry-ready', entryId }, dedupeKeys),
    now,
    onLostPlace: () => log.error({ connection }, 'the kept cursor of missed recordings is unreadable; reading begins at now'),
  })
  const meetingRound =
    meetings &&
    createMeetingRound({
      ...{ connection, meetings, cursors, now },
      guilds: () => bindings.ofConnection(connection),
      tell: ({ subject, dedupeKeys }) => tell(subject, dedupeKeys),
      onLostPlace: (guildId) => log.error({ connection, guildId }, 'what was kept of the meetings is unreadable; looking begins at now'),
    })
  return [
    ...(meetingsEveryMs === undefined || !meetingRound ? [] : [repeat(meetingRound, { everyMs: meetingsEveryMs, after, onFailure })]),
    ...(reconcileEveryMs === undefined ? [] : [repeat(reconcile, { everyMs: reconcileEveryMs, after, onFailure })]),
    ...(liveEntries.length === 0 ? [] : [watchLive({ client, entries: liveEntries, tell, now, after, random, onFailure })]),
  ]
}

interface WatchLiveOptions extends Pick<Lookout, 'client'>, LookoutTimers {
  entries: readonly string[]
  tell: (subject: NotificationSubject, dedupeKeys: readonly string[]) => Promise<void>
  now: () => number
  onFailure: (error: unknown) => void
}

/** A stream that was on when the server started is no news: who started it before may have told it. Its end is. */
function watchLive({ client, entries, tell, now, after, random, onFailure }: WatchLiveOptions): Running {
  let telling = Promise.resolve()
  const alreadyOn = new Set<string>()

  function subjectOf({ entryId, ...change }: WatchedChange): NotificationSubject | undefined {
    if (change.kind === 'ended') {
      const isKnown = !alreadyOn.delete(entryId)
      return { kind: 'live-ended', entryId, endedAtMs: change.endedAtMs, ...(isKnown ? { sinceMs: change.sinceMs } : {}) }
    }
    if (!change.alreadyOn) return { kind: 'live-started', entryId, sinceMs: change.sinceMs }
    alreadyOn.add(entryId)
    return undefined
  }

  const watcher = createLiveWatcher({
    client,
    entries: () => entries,
    now,
    timer: (run, afterMs) => after(afterMs, run),
    random,
    onFailure,
    onChange(change) {
      const subject = subjectOf(change)
      if (!subject) return
      const atMs = change.kind === 'ended' ? change.endedAtMs : change.sinceMs
      telling = telling.then(() => tell(subject, [`${subject.kind}:${change.entryId}:${atMs}`])).catch(onFailure)
    },
  })
  return {
    async stop() {
      watcher.stop()
      await telling
    },
  }
}
