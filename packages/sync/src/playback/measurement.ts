import type { Ms } from '../time.ts'
import { playbackRules as rules } from './playback-rules.ts'

export interface Judgement {
  /** Median of what was measured; positive: behind the timeline. */
  errorMs: Ms
  /** How much of it to let be. */
  toleranceMs: Ms
  /** How much single measurements scatter, when they were enough to tell. */
  noiseMs: Ms | undefined
}

/** What is known about how well we can know. None of it is ever the error itself: bad sync must not excuse itself. Rule CT2. */
export interface Accuracy {
  /** How much single measurements of this player scatter. */
  noiseMs: Ms
  /** Of the clock. */
  boundMs: Ms
  /** The finest change of rate that the player takes. */
  rateStep: number
}

/** Adds a measurement; one that cannot be noise starts anew. Rule CT7. */
export function withError(errorsMs: readonly Ms[], errorMs: Ms, noiseMs: Ms): readonly Ms[] {
  const jumped = errorsMs.length > 0 && Math.abs(errorMs - median(errorsMs)) > Math.max(rules.jumpMs, rules.jumpNoises * noiseMs)
  // To a hundredth, which no player can tell, so that logs of states stay short.
  const roundedMs = Math.round(errorMs * 100) / 100
  return jumped ? [roundedMs] : [...errorsMs, roundedMs].slice(-rules.samplesKept)
}

/**
 * How far off the player is, and how much of that to let be: what the measurements cannot tell from nothing. Large errors are believed after three, small
 * ones when enough measurements agree. `undefined` while they are too few.
 */
export function judge(errorsMs: readonly Ms[], { noiseMs, boundMs, rateStep }: Accuracy): Judgement | undefined {
  const count = errorsMs.length
  if (count < rules.samplesNeeded) return undefined
  const errorMs = median(errorsMs)
  const scatterMs = count < 8 ? undefined : deviation(errorsMs, errorMs)
  const standardErrorMs = (1.25 * Math.max(noiseMs, scatterMs ?? 0)) / Math.sqrt(count)
  const knowableMs = Math.max(rules.minToleranceMs + rules.boundShare * boundMs, rules.believedErrors * standardErrorMs)
  const toleranceMs = Math.min(rules.maxToleranceMs, Math.max(knowableMs, rateStep * rules.minCorrectionMs))
  return { errorMs, toleranceMs, noiseMs: scatterMs }
}

/** A typed array sorts numbers, and ten times as fast. */
function median(values: readonly number[]): number {
  return Float64Array.from(values).sort()[values.length >> 1] ?? 0
}

/** Of a normal distribution, whatever a few measurements do. */
function deviation(values: readonly number[], middle: number): number {
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)))
}
