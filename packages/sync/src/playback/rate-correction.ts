import type { Ms } from '../time.ts'
import { playbackRules as rules } from './playback-rules.ts'
import type { PlayerLatencies } from './player-latencies.ts'

export interface RateCorrection {
  rate: number
  preservePitch: boolean
  forMs: Ms
  /** Whether what is left afterwards says something about `pitchStepMs`. */
  teaches: boolean
}

/**
 * One rate, held just long enough to remove `errorMs` (positive: behind), then back: exactly two writes, because each write costs the player a jump
 * (sync.md §3), which is counted in. Small changes leave pitch alone; others are time-stretched. Rules CT3, CT4.
 */
export function planCorrection(errorMs: Ms, baseRate: number, latencies: PlayerLatencies): RateCorrection {
  const change = Math.min(rules.maxRateChange, Math.max(rules.minRateChange, Math.abs(errorMs) / rules.deadBeatMs)) * Math.sign(errorMs)
  const rate = baseRate * (1 + change)
  const stretchedAlready = baseRate !== 1
  const preservePitch = stretchedAlready || Math.abs(change) > rules.plainRateChange
  const enters = preservePitch && !stretchedAlready
  const stepMs = enters ? latencies.pitchStepMs + (rate - 1) * 80 : 0
  const exactMs = (errorMs - stepMs) / (rate - baseRate)
  const forMs = Math.min(rules.maxCorrectionMs, Math.max(rules.minCorrectionMs, exactMs))
  return { rate, preservePitch, forMs, teaches: enters && forMs === exactMs }
}
