import type { Ms } from '../time.ts'
import { playbackRules as rules } from './playback-rules.ts'

export interface RateCorrection {
  readonly rate: number
  readonly preservePitch: boolean
  /** `whole`: there and back. `coarse`: leaves a little to the `fine` one that follows it, instead of the way back. */
  readonly part: 'whole' | 'coarse' | 'fine'
  readonly forMs: Ms
  /** What it is to remove, and the step back that entering a stretched rate was expected to make. */
  readonly errorMs: Ms
  readonly stepMs: Ms
}

export interface CorrectionLimits {
  /** Of the room. */
  baseRate: number
  /** What entering a stretched rate costs this player, negative. */
  pitchStepMs: Ms
  /** The finest change of rate that the player takes; 0: any. */
  rateStep: number
  /** How coarse timers are. */
  coarseMs: Ms
  /** How much single measurements of the player scatter. */
  noiseMs: Ms
}

/**
 * One rate, held just long enough to remove `errorMs` (positive: behind): each write costs the player a jump, which is counted in. Small changes leave pitch
 * alone; others are time-stretched. Rules CT3, CT4.
 */
export function planCorrection(errorMs: Ms, limits: CorrectionLimits): RateCorrection {
  const { baseRate, rateStep, coarseMs, pitchStepMs, noiseMs } = limits
  const plain = baseRate === 1 && rateStep <= rules.plainRateChange && isPlain(errorMs, coarseMs)
  const stepMs = plain || baseRate !== 1 ? 0 : pitchStepMs
  const part = plain || baseRate !== 1 || rateStep > 0 || coarseMs > 0 || noiseMs > rules.fineNoiseMs ? 'whole' : 'coarse'
  const toRemoveMs = errorMs - stepMs - (part === 'coarse' ? Math.sign(errorMs) * rules.fineMs : 0)
  const wishedMs = Math.max(plain ? Math.abs(errorMs) / rules.plainRateChange : stretchedMs(errorMs), rules.minCorrectionMs)
  const aroundMs = coarseMs > 0 ? Math.ceil(wishedMs / coarseMs) * coarseMs : wishedMs
  const change = quantised(plain ? Math.abs(errorMs) / aroundMs : changeFor(errorMs, aroundMs), rateStep) * Math.sign(errorMs)
  const rate = round(baseRate * (1 + change))
  const exactMs = durationMs(toRemoveMs, rate, baseRate, !plain && baseRate === 1)
  // A timer that rings once a second rings on the second: asked for a little before, it comes in time.
  const forMs = coarseMs > 0 ? aroundMs - 50 : exactMs
  return {
    rate,
    preservePitch: !plain,
    part,
    forMs: Math.min(rules.maxCorrectionMs + 2 * coarseMs, Math.max(rules.minCorrectionMs, forMs)),
    errorMs,
    stepMs,
  }
}

/**
 * How long the correction has to last by what was seen of it: each look says how much it had to remove at its start. Whatever entering the rate really cost,
 * or whatever rate the player really took, is found out while there is time. `undefined` when it cannot be done at this rate.
 */
export function replanned(correction: RateCorrection, seenMs: readonly Ms[], baseRate: number): RateCorrection {
  const { rate, part } = correction
  const wholeMs = seenMs.reduce((sum, one) => sum + one, 0) / seenMs.length
  const toRemoveMs = part === 'coarse' ? wholeMs - Math.sign(rate - 1) * rules.fineMs : wholeMs
  const forMs = durationMs(toRemoveMs, rate, baseRate, part === 'fine' || (correction.preservePitch && baseRate === 1))
  return { ...correction, forMs: Math.min(rules.maxCorrectionMs, Math.max(0, forMs)) }
}

/** What a stretched correction has left, which nobody can tell while it lasts: at a rate that leaves pitch alone it can be measured, and removed. */
export function finePartOf({ rate }: RateCorrection): RateCorrection {
  const towards = Math.sign(rate - 1)
  return {
    rate: 1 + towards * rules.plainRateChange,
    preservePitch: false,
    part: 'fine',
    forMs: rules.fineMs / rules.plainRateChange,
    errorMs: towards * rules.fineMs,
    stepMs: 0,
  }
}

function isPlain(errorMs: Ms, coarseMs: Ms): boolean {
  const mostMs = errorMs > 0 ? rules.plainBehindMs : rules.plainAheadMs
  return Math.abs(errorMs) <= Math.max(mostMs, coarseMs * rules.plainRateChange)
}

function stretchedMs(errorMs: Ms): Ms {
  const sizeMs = Math.abs(errorMs)
  return sizeMs <= rules.gentleMs ? sizeMs / rules.gentleRateChange : rules.catchUpMs
}

function changeFor(errorMs: Ms, forMs: Ms): number {
  const most = errorMs > 0 ? rules.fastestRateChange : rules.slowestRateChange
  return Math.min(most, Math.max(rules.gentleRateChange, Math.abs(errorMs) / forMs))
}

/** Leaving a rate jumps by about 80 ms of what it was off; with a plain one, entering it did the same. */
function durationMs(toRemoveMs: Ms, rate: number, baseRate: number, stretched: boolean): Ms {
  const leavingMs = stretched ? (rate - 1) * 80 : 0
  return (toRemoveMs - leavingMs) / (rate - baseRate)
}

function quantised(change: number, step: number): number {
  return step === 0 ? change : Math.max(step, Math.round(change / step) * step)
}

/** A player that takes steps is asked for exactly one of them. */
function round(rate: number): number {
  return Math.round(rate * 1e6) / 1e6
}
