import type { Readiness } from '../protocol/messages.ts'

/** One tab's connection as its room sees it. */
export interface RoomConnection {
  readonly id: string
  readonly memberId: string
  /** Whether it was welcomed: before that it counts as presence but hears nothing. */
  live: boolean
  rttMs?: number
  readiness?: Readiness
  hidden?: boolean
  send(frame: string): void
  end(code: number, reason: string): void
}
