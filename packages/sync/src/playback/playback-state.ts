import type { Readiness } from '../protocol/messages.ts'
import type { Ms } from '../time.ts'
import type { Timeline } from '../timeline/timeline.ts'
import { firstGuess, type PlayerLatencies } from './player-latencies.ts'
import type { RateCorrection } from './rate-correction.ts'
import { freshGuard, type SeekGuard } from './seek-guard.ts'
import type { StartGrid } from './start-grid.ts'
import type { StartLesson } from './start-lesson.ts'

/** What the controller is told: the player and the room at one moment. */
export interface Observation {
  /** The local monotonic clock: for waiting. */
  localMs: Ms
  /** Server time: for the timeline. `undefined` until the clock has settled. */
  serverMs: Ms | undefined
  boundMs: Ms
  timeline: Timeline | undefined
  durationS: number | undefined
  positionS: number
  paused: boolean
  rate: number
  readiness: Readiness
  /** Whether our own timer caused this look, or an event of the player or the room. */
  byTimer: boolean
  /** The part of a live stream that the player can show now. */
  reachable?: { readonly startS: number; readonly endS: number } | undefined
}

/** An observation with all that is needed to act on it. */
export interface Sight extends Observation {
  serverMs: Ms
  timeline: Timeline
}

/** What the player is to do, in this order. */
export type Command =
  | { kind: 'play' }
  | { kind: 'pause' }
  | { kind: 'seek'; positionS: number }
  | { kind: 'rate'; rate: number; preservePitch: boolean }

/** `detached`: the player shows something else, such as an advertisement. */
export type SyncKind = 'waiting' | 'in-sync' | 'catching-up' | 'buffering' | 'blocked' | 'detached'

/** What to show people. `offsetMs`: how far behind (positive) the timeline; `boundMs`: how well we can know. */
export interface SyncStatus {
  kind: SyncKind
  offsetMs: Ms
  boundMs: Ms
}

export type Phase =
  | { readonly kind: 'deciding' }
  /** The room is paused: the player stands at its position. `played`: until then it did not. */
  | { readonly kind: 'holding'; readonly seeks: number; readonly nextSeekAtMs: Ms; readonly played: boolean }
  /** Paused where the group will be at `startAtMs` of server time. */
  | { readonly kind: 'prerolling'; readonly startAtMs: Ms; readonly plannedAtMs: Ms; readonly tries: number; readonly settledMs?: Ms }
  | Following
  /** The browser wants a gesture, or someone keeps pausing. */
  | { readonly kind: 'blocked' }

export interface Following {
  readonly kind: 'following'
  readonly quietUntilMs: Ms
  readonly errorsMs: readonly Ms[]
  /** Where it was at the last look, and when it was last seen to move. */
  readonly moved: { readonly positionS: number; readonly lookedAtMs: Ms; readonly movedAtMs: Ms }
  /** What the next clean measurement teaches. */
  readonly lesson?: StartLesson
  /** A position at which the audio output took a buffer; whole buffers before and behind it are others. */
  readonly boundaryS?: number
  readonly correction?: Correcting
}

/** `seenMs`: what each look at it said that it had to remove. */
export type Correcting = RateCorrection & { readonly startedAtMs: Ms; readonly seenMs: readonly Ms[] }

export interface PlaybackState {
  readonly phase: Phase
  readonly timeline?: Timeline
  readonly latencies: PlayerLatencies
  readonly guard: SeekGuard
  /** Nothing was decoded since the last seek: the next start is a cold one. */
  readonly cold: boolean
  /** When it was last seen to play, by the local clock. */
  readonly playedAtMs?: Ms
  /** When it can start, once a start has shown that. */
  readonly grid?: StartGrid
  readonly foreignPausesAtMs: readonly Ms[]
  /** How much single measurements of this player scatter. */
  readonly noiseMs: Ms
  /** The finest change of rate that it takes; 0: any. */
  readonly rateStep: number
  /** How coarse our timers are at present: 1000 in a hidden tab, 60 000 in one that is hidden for long. */
  readonly coarseMs: Ms
  /** When we last looked, and meant to look again. */
  readonly looked?: { readonly atMs: Ms; readonly nextAtMs: Ms }
}

export interface PlaybackStep {
  state: PlaybackState
  commands: readonly Command[]
  /** Look again after this, or when the player says that something happened. */
  wakeInMs: Ms
  status: SyncStatus
}

export const initialPlayback: PlaybackState = {
  phase: { kind: 'deciding' },
  latencies: firstGuess,
  guard: freshGuard,
  cold: true,
  foreignPausesAtMs: [],
  noiseMs: 2,
  rateStep: 0,
  coarseMs: 0,
}
