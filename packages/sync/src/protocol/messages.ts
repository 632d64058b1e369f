import type { Intent, RefusalReason } from './intents.ts'
import type { Reaction } from './reactions.ts'
import type { MarkedRevision } from './revision.ts'
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
  /** Which try of this tab this is; rises. A server that reads an earlier one later knows by it. 0 if missing. */
  attempt?: number
  /** The latest revision that this tab has, and for how long it has been without a connection. Missing at first. */
  last?: LastSeen
}

export interface LastSeen extends MarkedRevision {
  readonly awayMs: number
}

/** What somebody who comes back cannot be told: `missed`, what happened meanwhile; `restored`, what became of what they had, because the server has lost it. */
export type RoomGap = 'missed' | 'restored'

export interface PingMessage {
  type: 'ping'
  /** The client's own clock when it sent this; comes back unread. */
  t0: number
}

export type IntentMessage = { type: 'intent'; id: string } & Intent

/** How far a player of a live stream reaches now, in the player's own positions: by the stream's clock, or by its distance to the edge. */
export interface LiveReach {
  readonly by: 'programme-time' | 'edge'
  readonly edgeS: number
}

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
  /** Of a live stream. */
  live?: LiveReach
}

export interface ReactMessage {
  type: 'react'
  emoji: string
  positionS: number
}

export type ClientMessage = HelloMessage | PingMessage | IntentMessage | ReportMessage | ReactMessage

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

export interface WelcomeMessage {
  type: 'welcome'
  member: Member
  room: RoomRevision
  members: readonly PresentMember[]
  serverMs: number
  /** As in a pong. */
  boundMs?: number
  /** Missing when the room went on without a break from the revision that the hello named, or when it named none. */
  gap?: RoomGap
}

export type ServerMessage =
  | WelcomeMessage
  /** `boundMs`: how far this server may be from the time that all servers of the room mean; missing when it is the only one. */
  | { type: 'pong'; t0: number; t1: number; t2: number; boundMs?: number }
  | ({ type: 'room' } & RoomRevision)
  | { type: 'refused'; id: string; reason: RefusalReason }
  | { type: 'reactions'; reactions: readonly Reaction[] }
  | { type: 'presence'; members: readonly PresentMember[] }
  /** Too many come at once: before a close with 1013. Come back after `retryAfterMs`. */
  | { type: 'busy'; retryAfterMs: number }

/** One text frame. */
export function encodeMessage(message: ClientMessage | ServerMessage): string {
  return JSON.stringify(message)
}
