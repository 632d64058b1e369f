import type { Timeline } from '../timeline/timeline.ts'

/** What a host asks of the room. `positionS` is the position the host saw (for `seek`: wants), so that nobody's picture jumps but by their word. */
export type Intent = { kind: 'play' | 'pause' | 'seek'; positionS: number } | { kind: 'rate'; positionS: number; rate: number }

export type Readiness = 'loading' | 'ready' | 'seeking' | 'stalled' | 'ended'

export const readinesses: readonly Readiness[] = ['loading', 'ready', 'seeking', 'stalled', 'ended']

export interface HelloMessage {
  type: 'hello'
  protocol: number
  ticket: string
  /** A UUID of this tab: the same one again replaces the connection it had. */
  connection: string
}

export interface PingMessage {
  type: 'ping'
  /** The client's own clock when it sent this; comes back unread. */
  t0: number
}

export type IntentMessage = { type: 'intent'; id: string } & Intent

export interface ReportMessage {
  type: 'report'
  /** How far behind (positive) or ahead of the timeline the player is. */
  offsetMs: number
  /** 95th percentile of recent round trips. */
  rttMs: number
  readiness: Readiness
  positionS: number
}

export type ClientMessage = HelloMessage | PingMessage | IntentMessage | ReportMessage

export interface Member {
  readonly id: string
  readonly name: string
  readonly mayControl: boolean
}

/** A member as others see them. `present` is false during the grace after their last connection was lost. */
export interface PresentMember extends Member {
  readonly present: boolean
  /** Of the member's most recent report. */
  readonly readiness?: Readiness
}

/** The room as clients need it. */
export interface RoomSnapshot {
  readonly mediaId: string
  readonly durationS?: number
  readonly hostId?: string
  /** Rises whenever the host changes. */
  readonly hostTerm: number
  readonly timeline: Timeline
}

/** A snapshot and its place in history: a client drops whatever is older by (epoch, seq) than what it has. */
export interface RoomRevision {
  readonly epoch: number
  readonly seq: number
  readonly state: RoomSnapshot
}

export type RefusalReason = 'not-host' | 'not-a-member' | 'unavailable'

export const refusalReasons: readonly RefusalReason[] = ['not-host', 'not-a-member', 'unavailable']

export type ServerMessage =
  | { type: 'welcome'; member: Member; room: RoomRevision; members: readonly PresentMember[]; serverMs: number }
  | { type: 'pong'; t0: number; t1: number; t2: number }
  | ({ type: 'room' } & RoomRevision)
  | { type: 'refused'; id: string; reason: RefusalReason }
  | { type: 'presence'; members: readonly PresentMember[] }

/** One text frame. */
export function encodeMessage(message: ClientMessage | ServerMessage): string {
  return JSON.stringify(message)
}
