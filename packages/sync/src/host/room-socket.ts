import type { RoomPolicies } from '../protocol/intents.ts'
import type { Ms } from '../time.ts'
import type { KeptSeat } from './kept-seat.ts'

/** What the gate needs of a WebSocket. Either call may be made on a socket that is already gone: it must then do nothing. */
export interface RoomSocket {
  send(text: string): void
  close(code: number, reason: string): void
  /** Bytes handed to `send` that the network has not taken yet, where the transport can tell. A reader too slow for {@link GateLimits} is let go. */
  bufferedBytes?(): number
  /** For sockets that outlive the process: what `RoomGate.adopt` has to be given to go on with this one, as it is now. Called often; plain data. */
  keep?(seat: KeptSeat): void
}

/** What a ticket proved: who comes, to which room, with which rights. */
export interface RoomPass {
  room: string
  mediaId: string
  durationS?: number
  /** Whether the media is a live stream. */
  live?: true | undefined
  /** `mayControl`: whether they may be host. `mayModerate`: whether they may give the remote to anybody at any time. */
  member: { id: string; name: string; mayControl: boolean; mayModerate?: true | undefined }
  /** Id of the member who should host first, if they are there. */
  firstHost?: string
  /** How the room should behave, if it begins with this pass; its host may change that. */
  policies?: Partial<RoomPolicies>
  /** Until when this pass lets someone in, in ms since 1970. A connection that is in stays, at most {@link GateLimits}.connectionMs. */
  expiresAtMs: Ms
}

/** `code` is a close code of PROTOCOL.md §3; `reason` is shown to nobody but developers and must hold no secret. */
export type TicketVerdict = { kind: 'pass'; pass: RoomPass } | { kind: 'refused'; code: number; reason: string }

export interface GateLimits {
  helloMs: Ms
  /** How many sockets may owe their hello at once; beyond, the one that came first is let go. Whoever has a ticket says hello at once. */
  strangers: number
  /** A connection that said nothing for so long is gone. Pings come every 8 s, every minute from a hidden tab. */
  silenceMs: Ms
  /** After this a connection has to come back with a fresh ticket: the longest a revoked right lives on. */
  connectionMs: Ms
  messagesPerSecond: number
  messageBurst: number
  bufferedBytes: number
  /** Sockets with a good ticket that are let in a second, and at once; the others are told when to come back. */
  admissionsPerSecond: number
  admissionBurst: number
  /** Who was away for longer gets a new beginning instead of a continuation. */
  resumeWithinMs: Ms
  commitTries: number
  /** At most one presence list per so long, for what reports change. */
  presenceEveryMs: Ms
}

export const defaultGateLimits: GateLimits = {
  helloMs: 10_000,
  strangers: 2000,
  silenceMs: 150_000,
  connectionMs: 3_600_000,
  messagesPerSecond: 20,
  messageBurst: 60,
  bufferedBytes: 1024 * 1024,
  admissionsPerSecond: 500,
  admissionBurst: 1000,
  resumeWithinMs: 120_000,
  commitTries: 8,
  presenceEveryMs: 1000,
}

/** What an operator may want to know. Holds no ticket and nothing that a member wrote. */
export type GateLog =
  | { event: 'room.closed-connection'; code: number }
  | { event: 'room.failed'; doing: 'verify' | 'commit' | 'history' | 'presence' | 'send'; error: unknown }
  /** The store came back knowing less than clients were told: the room goes on from what it kept, or from what this node knew if that is nothing. */
  | { event: 'room.lost-tail'; lostSeq: number; keptSeq: number }
