import type { Timeline } from '../timeline/timeline.ts'
import type { RoomPolicies } from './intents.ts'

/** Someone who asked for control. `declined` stays until `untilMs` (server time) too: so long they cannot ask again. */
export interface ControlRequest {
  readonly memberId: string
  readonly kind: 'pending' | 'declined'
  readonly untilMs: number
}

/** The room as clients need it. */
export interface RoomSnapshot {
  readonly mediaId: string
  readonly durationS?: number
  readonly hostId?: string
  /** Rises whenever the host changes. */
  readonly hostTerm: number
  /** Members who steer beside the host, because a host or co-host let them. */
  readonly coHosts: readonly string[]
  /** Whether the host alone may change anything. */
  readonly locked: boolean
  readonly requests: readonly ControlRequest[]
  readonly policies: RoomPolicies
  readonly timeline: Timeline
}

/** A snapshot and its place in history: a client drops whatever is older by (epoch, seq) than what it has. */
export interface RoomRevision {
  readonly epoch: number
  readonly seq: number
  readonly state: RoomSnapshot
}
