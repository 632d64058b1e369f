import { limits } from '../protocol/limits.ts'
import type { Ms } from '../time.ts'

/**
 * Where the room is in its media: at `atMs` of server time the position is `positionS`, and from then on it moves by `rate` seconds a second
 * while `playing`. Before `atMs` the room waits at `positionS`: a start is stamped slightly in the future so that everybody can be ready for it.
 */
export interface Timeline {
  readonly positionS: number
  readonly atMs: Ms
  /** 1 is as recorded; 0.25 to 2. */
  readonly rate: number
  readonly playing: boolean
}

/** The media position in seconds at `nowMs` of server time, never below 0, nor past `durationS` when it is known, nor past a year. Rules TL1 to TL3. */
export function positionAt(timeline: Timeline, nowMs: Ms, durationS: number = limits.positionS): number {
  const elapsedMs = timeline.playing ? Math.max(0, nowMs - timeline.atMs) : 0
  return Math.min(durationS, limits.positionS, Math.max(0, timeline.positionS + (elapsedMs / 1000) * timeline.rate))
}

/** Whether two timelines say the same. */
export function sameTimeline(a: Timeline | undefined, b: Timeline | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.positionS === b.positionS && a.atMs === b.atMs && a.rate === b.rate && a.playing === b.playing
}
