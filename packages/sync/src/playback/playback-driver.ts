import type { Player } from '../player/player.ts'
import type { Clock, Ms, Timers } from '../time.ts'
import type { Timeline } from '../timeline/timeline.ts'
import {
  type Command,
  initialPlayback,
  type Observation,
  type PlaybackState,
  type PlaybackStep,
  type SyncStatus,
} from './playback-state.ts'
import { stepPlayback } from './step-playback.ts'

export interface PlaybackDriverOptions {
  player: Player
  /** The local monotonic clock. */
  clock: Clock
  timers: Timers
  /** What is known of the room right now. */
  room: () => KnownRoom
  /** Called after every look at the player. */
  onStatus: (status: SyncStatus) => void
  /** Hears of every step with what it was made from, for a flight recorder. */
  onStep?: (before: PlaybackState, seen: Observation, step: PlaybackStep) => void
}

export interface KnownRoom {
  timeline: Timeline | undefined
  durationS: number | undefined
  serverMs: Ms | undefined
  boundMs: Ms
  /** How far ahead of the room this player alone is wanted. Default: 0. */
  trimMs?: Ms
}

export interface PlaybackDriver {
  /** Looks at room and player at once: call it when the room changed. */
  refresh(): void
  /** Plays from within a user's gesture, after the browser had refused to. */
  resume(): Promise<void>
  status(): SyncStatus
  close(): void
}

/**
 * Lets {@link stepPlayback} drive a player. An event of the player is a reason to look again and nothing else: no event is ever read as a person's
 * wish, so our own commands cannot be mistaken for one. Rule DR1.
 */
export function createPlaybackDriver({ player, clock, timers, room, onStatus, onStep }: PlaybackDriverOptions): PlaybackDriver {
  let state: PlaybackState = initialPlayback
  let status: SyncStatus = { kind: 'waiting', offsetMs: 0, boundMs: Number.POSITIVE_INFINITY }
  let cancel = () => {}
  let stepping = false
  let closed = false
  let plays = 0

  function look(byTimer = false): void {
    if (stepping || closed) return
    stepping = true
    cancel()
    try {
      const { trimMs = 0, ...known } = room()
      const durationS = known.durationS ?? player.durationS()
      const seen: Observation = {
        ...known,
        serverMs: known.serverMs === undefined ? undefined : known.serverMs + trimMs,
        durationS: durationS === Number.POSITIVE_INFINITY ? undefined : durationS,
        localMs: clock.now(),
        positionS: player.positionS(),
        paused: player.paused(),
        rate: player.rate(),
        readiness: player.readiness(),
        byTimer,
        reachable: player.reachableS?.(),
      }
      const step = stepPlayback(state, seen)
      onStep?.(state, seen, step)
      state = step.state
      status = step.status
      cancel = timers.after(step.wakeInMs, () => look(true))
      for (const command of step.commands) obey(command)
    } finally {
      stepping = false
    }
    onStatus(status)
  }

  function obey(command: Command): void {
    switch (command.kind) {
      case 'play':
        void start()
        return
      case 'pause':
        player.pause()
        return
      case 'seek':
        player.seek(command.positionS)
        return
      case 'rate':
        player.setRate(command.rate, { preservePitch: command.preservePitch })
    }
  }

  /** Only the answer to the latest `play()` counts: an earlier one may be refused because we paused since. */
  async function start(): Promise<void> {
    plays += 1
    const mine = plays
    const outcome = await player.play()
    if (closed || mine !== plays) return
    if (outcome === 'blocked' && state.phase.kind === 'following') state = { ...state, phase: { kind: 'blocked' } }
    look()
  }

  const unsubscribe = player.subscribe(() => look())
  cancel = timers.after(0, () => look(true))
  return {
    refresh: () => look(),
    async resume() {
      state = { ...state, foreignPausesAtMs: [] }
      await start()
    },
    status: () => status,
    close() {
      closed = true
      cancel()
      unsubscribe()
    },
  }
}
