import type { LiveReach, Readiness } from '../protocol/messages.ts'
import type { RoomId } from '../room/room-state.ts'
import type { Ms } from '../time.ts'

/** One connection as every node may know it. What it says of itself may be up to a second old. */
export interface PresentConnection {
  /** The UUID of the tab. */
  readonly id: string
  /** Which try of the tab this is. */
  readonly attempt: number
  readonly memberId: string
  /** When it was let in. */
  readonly sinceMs: Ms
  readonly rttMs?: Ms
  /** How far behind (positive) the timeline its player is. */
  readonly offsetMs?: Ms
  readonly readiness?: Readiness
  /** Nobody sees it. */
  readonly hidden?: true
  /** How far its player of a live stream reached at `atMs`. */
  readonly reach?: LiveReach & { readonly atMs: Ms }
}

export interface NodePresence {
  readonly node: string
  readonly connections: readonly PresentConnection[]
}

/**
 * Who is connected to a room through which node, and how well they play. Not part of the room's document: it changes all the time, and none of it
 * has to survive. A node says it again and again; one that does not for {@link presenceRules}.ttlMs is dead, and its connections with it. Rules PS1
 * to PS6 and PS10; `describeRoomPresence` in `@kaltura-discord/sync/testing` holds them against an implementation.
 */
export interface RoomPresence {
  /**
   * Says who is connected through `node`, instead of what was said before; nobody, if `connections` is empty.
   * @returns what all nodes said, this one among them, as one step: of two nodes that lose a member's last two connections at the same time, the
   * later one sees that nobody is left.
   * @throws StoreUnavailable (retryable) when the engine cannot be reached.
   */
  put(room: RoomId, node: string, connections: readonly PresentConnection[]): Promise<readonly NodePresence[]>

  /**
   * What all nodes said.
   * @throws StoreUnavailable (retryable) when the engine cannot be reached.
   */
  list(room: RoomId): Promise<readonly NodePresence[]>

  /** Calls `listener` when a node said something new, until the returned function is called. May be late or fail to: list every now and then. */
  watch(room: RoomId, listener: () => void): () => void

  /**
   * Says something to every node that hears, this one too, once. It is kept nowhere, and may be lost.
   * @throws StoreUnavailable (retryable) when the engine cannot be reached.
   */
  announce(room: RoomId, text: string): Promise<void>

  /** Calls `listener` with what is announced, until the returned function is called. */
  hear(room: RoomId, listener: (text: string) => void): () => void
}

export const presenceRules = {
  /** Without a word for so long a node is dead. */
  ttlMs: 5000,
  /** How often a node says who is connected, even if nothing changed. */
  everyMs: 1500,
  /** A member of the document of whom no node knows a connection for so long has lost it. Nodes get the time to speak after the engine was away. */
  missingMs: 3000,
} as const
