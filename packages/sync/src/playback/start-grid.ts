import type { Ms } from '../time.ts'

/**
 * The instants at which a player can begin to move. Players move with their sound, and that begins when the audio output takes its next buffer: a start
 * comes up to one buffer late, each by another amount, unless it was meant for such an instant. In Chromium they stay where they are over pauses and
 * seeks, to a tenth of a millisecond. Rule CT16.
 */
export interface StartGrid {
  /** One of them, by the local clock. */
  readonly atMs: Ms
  readonly periodMs: Ms
  /** How far it can be trusted, −2 to 3: each start that it explains is one more, each other one less. */
  readonly trust: number
}

/** Chromium asks for 20 ms at least: 1024 frames of 48 or 44.1 kHz; in Windows 20 ms. */
const likeliestMs = 1024 / 48
const periodsMs = [likeliestMs, 1024 / 44.1, 20] as const
const hitWithinMs = 1.5

/** A player was seen to start. */
export function withStart(grid: StartGrid | undefined, atMs: Ms): StartGrid {
  if (!grid) return { atMs, periodMs: likeliestMs, trust: 0 }
  const explains = (periodMs: Ms) => Math.abs(nearest({ ...grid, periodMs }, atMs) - atMs) < hitWithinMs
  if (explains(grid.periodMs)) return { ...grid, atMs, trust: Math.min(3, grid.trust + 1) }
  return { atMs, periodMs: periodsMs.find(explains) ?? grid.periodMs, trust: Math.max(-2, grid.trust - 1) }
}

/** The grid, if it is as good as that. */
export function trusted(grid: StartGrid | undefined, least = 0): StartGrid | undefined {
  return grid && grid.trust >= least ? grid : undefined
}

export function nearest({ atMs, periodMs }: StartGrid, toMs: Ms): Ms {
  return atMs + Math.round((toMs - atMs) / periodMs) * periodMs
}

export function firstFrom({ atMs, periodMs }: StartGrid, fromMs: Ms): Ms {
  return atMs + Math.ceil((fromMs - atMs) / periodMs) * periodMs
}

/**
 * The same grid, by the sound itself: where it plays evenly the next boundary is one period of media on, however much the output's clock and ours part.
 * `boundaryS` is such a position; without one it is made from the grid.
 */
export function followed(
  grid: StartGrid,
  boundaryS: number | undefined,
  { localMs, positionS }: Heard,
): { grid: StartGrid; boundaryS: number } {
  if (boundaryS === undefined) return { grid, boundaryS: positionS - (localMs - nearest(grid, localMs)) / 1000 }
  const sinceMs = ((positionS - boundaryS) * 1000) % grid.periodMs
  return { grid: { ...grid, atMs: localMs - sinceMs }, boundaryS }
}

interface Heard {
  readonly localMs: Ms
  readonly positionS: number
}
