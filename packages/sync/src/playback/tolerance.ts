import type { Ms } from '../time.ts'
import { playbackRules as rules } from './playback-rules.ts'

export interface Judgement {
  /** Median of what was measured; positive: behind the timeline. */
  errorMs: Ms
  toleranceMs: Ms
}

/**
 * How far off the player is, and how much of that to let be. The tolerance follows how noisily we measure (the spread of the errors, not their size)
 * and how well we know the time, never the error itself: bad sync must not excuse itself. Rule CT2. `undefined` until there are enough samples.
 */
export function judge(errorsMs: readonly Ms[], boundMs: Ms): Judgement | undefined {
  if (errorsMs.length < rules.samplesNeeded) return undefined
  const sorted = [...errorsMs].sort((a, b) => a - b)
  const sigmaMs = ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / 2.5
  const toleranceMs = Math.min(rules.maxToleranceMs, Math.max(rules.minToleranceMs, 2.5 * sigmaMs + 2 + 0.05 * boundMs))
  return { errorMs: sorted[Math.floor(sorted.length / 2)] ?? 0, toleranceMs }
}
