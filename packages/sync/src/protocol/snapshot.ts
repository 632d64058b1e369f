import type { Timeline } from '../timeline/timeline.ts'
import type { RoomPolicies } from './intents.ts'
import type { MarkedRevision } from './revision.ts'

/** Someone who asked for control. `declined` stays until `untilMs` (server time) too: so long they cannot ask again. */
export interface ControlRequest {
  readonly memberId: string
  readonly kind: 'pending' | 'declined'
  readonly untilMs: number
}

/**
 * What positions mean in a live room. `programme-time`: the stream's own clock, and `edge` is what everybody could reach at that instant, moving on by a
 * second a second. `edge`: distances to the edge, because somebody's player does not know the stream's clock.
 */
export interface LiveFacts {
  readonly by: 'programme-time' | 'edge'
  readonly edge?: { readonly positionS: number; readonly atMs: number }
  /** When the room was last set back for someone who could not reach it. */
  readonly setBackAtMs?: number
}

/** A media as the application describes it. */
export interface QueuedMedia {
  readonly mediaId: string
  readonly title: string
  /** Of a live stream it is not kept. */
  readonly durationS?: number
  readonly live?: true
}

/** What the room may show later. `memberId`: who suggested it. `votes`: members who want it. */
export interface QueueItem extends QueuedMedia {
  readonly id: string
  readonly memberId: string
  readonly accepted: boolean
  readonly votes: readonly string[]
}

/**
 * Why a room that would play stands, and until when at the latest (server time). `needed`: it goes on as soon as fewer members than that are
 * stalled.
 */
export type Hold =
  | { readonly cause: 'stall'; readonly needed: number; readonly untilMs: number }
  | { readonly cause: 'ads'; readonly memberId: string; readonly untilMs: number }

/** The room as clients need it. */
export interface RoomSnapshot {
  readonly mediaId: string
  /** Of a media that came from the queue. */
  readonly title?: string
  /** Never of a live stream. */
  readonly durationS?: number
  /** There if, and only if, the media is a live stream. */
  readonly live?: LiveFacts
  /** What was accepted, in the order of playing, then what was suggested. */
  readonly queue: readonly QueueItem[]
  readonly hostId?: string
  /** Rises whenever the host changes. */
  readonly hostTerm: number
  /** Members who steer beside the host, because a host or co-host let them. */
  readonly coHosts: readonly string[]
  /** Whether the host alone may change anything. */
  readonly locked: boolean
  readonly requests: readonly ControlRequest[]
  readonly policies: RoomPolicies
  /** Members whose players ran dry, where the policy is to wait for them. */
  readonly stalled: readonly string[]
  readonly hold?: Hold
  readonly timeline: Timeline
}

/** A snapshot and its place in history: a client drops whatever is older by (epoch, seq) than what it has. */
export interface RoomRevision extends MarkedRevision {
  readonly state: RoomSnapshot
}
