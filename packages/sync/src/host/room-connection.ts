import type { LiveReach, Readiness } from '../protocol/messages.ts'
import type { Revision } from '../protocol/revision.ts'
import type { Joining } from '../room/room-state.ts'
import type { Ms } from '../time.ts'

/** One tab's connection as its room sees it. */
export interface RoomConnection {
  readonly id: string
  /** Which try of its tab it is. */
  readonly attempt: number
  readonly memberId: string
  /** What its ticket said: enough to join again, should the room have lost them. */
  readonly joining: Joining
  /** When it was let in. */
  readonly sinceMs: Ms
  /** Whether it was welcomed: before that it counts as presence but hears nothing. */
  live: boolean
  /** Up to where it knows the room. */
  told: Revision
  rttMs?: Ms
  offsetMs?: Ms
  readiness?: Readiness
  hidden?: boolean
  /** Of the latest report: a player that loads another stream reaches nothing of it yet. */
  reach?: (LiveReach & { readonly atMs: Ms }) | undefined
  send(frame: string): void
  end(code: number, reason: string): void
  /** Call when something changed that has to outlive this process, where sockets do. */
  keep(): void
}
