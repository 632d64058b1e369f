import type { Ms } from '../time.ts'
import { playbackRules as rules } from './playback-rules.ts'
import type { Correcting, Following, PlaybackState, PlaybackStep, Sight } from './playback-state.ts'
import { learn } from './player-latencies.ts'
import { finePartOf, planCorrection, type RateCorrection, replanned } from './rate-correction.ts'
import { behindMs, statusFor } from './status.ts'

/** Begins a correction with the first of its writes. */
export function correct(state: PlaybackState, sight: Sight, phase: Following, errorMs: Ms): PlaybackStep {
  const { pitchStepMs } = state.latencies
  return begin(state, sight, phase, planCorrection(errorMs, { ...state, baseRate: sight.timeline.rate, pitchStepMs }))
}

function begin(state: PlaybackState, sight: Sight, phase: Following, planned: RateCorrection): PlaybackStep {
  const correction: Correcting = { ...planned, startedAtMs: sight.localMs, seenMs: [] }
  const { rate, preservePitch } = planned
  return step(state, sight, { ...phase, errorsMs: [], correction }, wakeIn(correction, 0), [{ kind: 'rate', rate, preservePitch }])
}

/** A correction in its course: looked at, planned again by what is seen, and ended by its last write. Rules CT3, CT4. */
export function whileCorrecting(state: PlaybackState, sight: Sight, phase: Following, correction: Correcting): PlaybackStep {
  const baseRate = sight.timeline.rate
  if (Math.abs(sight.rate - correction.rate) > 1e-4) return rateRefused(state, sight, phase, correction)
  const passedMs = sight.localMs - correction.startedAtMs
  const measures = passedMs >= settlesMs(correction)
  const seenMs = measures ? [...correction.seenMs, behindMs(sight) + passedMs * (correction.rate - baseRate)] : correction.seenMs
  const planned = seenMs.length >= 2 && measures ? replanned(correction, seenMs, baseRate) : correction
  const next: Correcting = { ...correction, forMs: planned.forMs, seenMs }
  const leftMs = next.forMs - passedMs
  if (leftMs > 1) return step(state, sight, { ...phase, correction: next }, wakeIn(next, passedMs))
  return ended(state, sight, phase, next)
}

function ended(state: PlaybackState, sight: Sight, phase: Following, correction: Correcting): PlaybackStep {
  const { preservePitch, part, seenMs, errorMs, stepMs } = correction
  const entered = preservePitch && sight.timeline.rate === 1 && seenMs.length >= 2
  const toRemoveMs = seenMs.reduce((sum, one) => sum + one, 0) / seenMs.length
  const latencies = entered ? learn(state.latencies, 'pitchStepMs', errorMs - stepMs - toRemoveMs) : state.latencies
  if (part === 'coarse') return begin({ ...state, latencies }, sight, phase, finePartOf(correction))
  const back = { kind: 'rate' as const, rate: sight.timeline.rate, preservePitch }
  return step({ ...state, latencies }, sight, quiet(phase, sight), rules.quietAfterRateMs, [back])
}

/** The player took another rate than it was asked for: it takes steps, and is asked for such from now on. Rule CT11. */
function rateRefused(state: PlaybackState, sight: Sight, phase: Following, correction: Correcting): PlaybackStep {
  const rateStep = steps.find((size) => size > state.rateStep && isMultiple(sight.rate, size)) ?? steps.at(-1) ?? 0
  const back = { kind: 'rate' as const, rate: sight.timeline.rate, preservePitch: correction.preservePitch }
  return step({ ...state, rateStep }, sight, quiet(phase, sight), rules.quietAfterRateMs, sight.rate === back.rate ? [] : [back])
}

/** That players are known to take: hls.js asks for twentieths, Safari's engine for quarters. */
const steps = [0.05, 0.1, 0.25] as const

function isMultiple(rate: number, size: number): boolean {
  return Math.abs(rate / size - Math.round(rate / size)) < 1e-6
}

function quiet(phase: Following, sight: Sight): Following {
  const moved = { positionS: sight.positionS, lookedAtMs: sight.localMs, movedAtMs: sight.localMs }
  return {
    kind: 'following',
    quietUntilMs: sight.localMs + rules.quietAfterRateMs,
    errorsMs: [],
    moved,
    ...(phase.lesson ? { lesson: phase.lesson } : {}),
  }
}

/** From when on it says how much it has to remove. A plain one was measured before. */
function settlesMs({ preservePitch, part }: Correcting): Ms {
  if (part === 'fine') return rules.quietAfterRateMs
  return preservePitch ? rules.stretchSettlesMs : Number.POSITIVE_INFINITY
}

function wakeIn(correction: Correcting, passedMs: Ms): Ms {
  const leftMs = correction.forMs - passedMs
  const settles = settlesMs(correction)
  return Number.isFinite(settles) && leftMs > 2 * rules.stretchSampleMs
    ? Math.max(rules.stretchSampleMs, settles - passedMs)
    : Math.max(1, leftMs)
}

function step(state: PlaybackState, sight: Sight, phase: Following, wakeInMs: Ms, commands: PlaybackStep['commands'] = []): PlaybackStep {
  return { state: { ...state, phase }, commands, wakeInMs, status: statusFor(behindMs(sight), sight) }
}
