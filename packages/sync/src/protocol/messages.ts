import type { Intent, RefusalReason } from './intents.ts'
import type { RoomRevision } from './snapshot.ts'

/** `detached`: the player shows something else for a while, such as an advertisement. */
export type Readiness = 'loading' | 'ready' | 'seeking' | 'stalled' | 'ended' | 'detached'

export const readinesses: readonly Readiness[] = ['loading', 'ready', 'seeking', 'stalled', 'ended', 'detached']

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
  /** Nobody sees this tab: a phone in a pocket. Whatever happens there holds nobody else up. */
  hidden?: true
}

export type ClientMessage = HelloMessage | PingMessage | IntentMessage | ReportMessage

export interface Member {
  readonly id: string
  readonly name: string
  /** Whether the application lets them be host. */
  readonly mayControl: boolean
  /** Whether the application lets them give the remote to anybody at any time, themselves included. */
  readonly mayModerate?: true
}

/** A member as others see them. `present` is false during the grace after their last connection was lost. */
export interface PresentMember extends Member {
  readonly present: boolean
  /** Of the member's most recent report. */
  readonly readiness?: Readiness
}

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
