import type { ClockSample } from '../clock/clock-estimate.ts'
import type { Command, PlaybackState, SyncStatus } from '../playback/playback-state.ts'
import type { Readiness } from '../protocol/messages.ts'
import { isFields } from '../protocol/shape.ts'
import type { RoomEvent, RoomState, RoomStep } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import type { Difference } from './difference.ts'

/** The version that the first line of a log names. A change that an old reader would misread raises it. */
export const logVersion = 1

/**
 * One line of a flight recorder's log. `atMs` is server time. Rule FR1 of SPEC.md; lines of a kind that a reader does not know are passed over.
 * `client` and `connection` are tabs; the room's own lines have neither.
 */
export type LogLine =
  /** The first line of every file. */
  | { readonly kind: 'log'; readonly version: number }
  /** The room as it stands: before its first step in a file, and whenever someone else changed it. `null` when there is none. */
  | { readonly kind: 'room'; readonly atMs: Ms; readonly state: RoomState | null }
  /** What `event` made of the room that the lines before describe. */
  | ({ readonly kind: 'step'; readonly atMs: Ms; readonly event: RoomEvent } & Difference)
  | { readonly kind: 'refusal'; readonly atMs: Ms; readonly event: RoomEvent; readonly reason: (RoomStep & { kind: 'refused' })['reason'] }
  | ({ readonly kind: 'report'; readonly atMs: Ms; readonly connection: string; readonly memberId: string } & ReportedPlayback)
  | { readonly kind: 'closed'; readonly atMs: Ms; readonly connection: string; readonly code: number }
  /** What a controller saw and ordered. `seen` is the difference to its line before; `from` its state, where that does not follow from that line. */
  | {
      readonly kind: 'look'
      readonly client: string
      readonly seen: Difference
      readonly from?: PlaybackState
      readonly commands: readonly Command[]
      readonly status: SyncStatus
      readonly wakeInMs: Ms
    }
  | ({ readonly kind: 'clock'; readonly client: string } & ClockSample)

/** What a tab says of its player, every few seconds. */
export interface ReportedPlayback {
  readonly offsetMs: Ms
  readonly rttMs: Ms
  readonly readiness: Readiness
  readonly positionS: number
}

/** JSON, with the three numbers that JSON does not have written as words. */
export function encodeLine(line: unknown): string {
  return JSON.stringify(line, (_, value) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value))
}

/** A line longer than this is no line of ours: a full room takes a fifth of it. */
const longestLine = 256 * 1024
const numbers: ReadonlyMap<unknown, number> = new Map(
  [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map((number) => [String(number), number]),
)

/**
 * A line of a log, or `undefined` when the text is none. Its fields are believed: a log is judged by running it again, and one that was
 * tampered with shows as a divergence.
 */
export function decodeLine(text: string): LogLine | undefined {
  if (text.length > longestLine) return undefined
  try {
    const value: unknown = JSON.parse(text, (_, part) => numbers.get(part) ?? part)
    return isFields(value) && typeof value.kind === 'string' ? (value as unknown as LogLine) : undefined
  } catch {
    return undefined
  }
}
