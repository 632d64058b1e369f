import type { Ms } from '../time.ts'
import { correct, whileCorrecting } from './correct.ts'
import { judge, withError } from './measurement.ts'
import { playbackRules as rules } from './playback-rules.ts'
import type { Following, PlaybackState, PlaybackStep, Sight } from './playback-state.ts'
import { freshGuard, judgeSeek } from './seek-guard.ts'
import { followed, nearest, trusted } from './start-grid.ts'
import { taughtBy } from './start-lesson.ts'
import { behindMs, statusFor } from './status.ts'
import { reachableAt } from './target.ts'

/** A playing player is kept on the timeline: measured in quiet moments, corrected by one rate and back, or, when far off, by one seek. Rules CT1 to CT8. */
export function follow(state: PlaybackState, sight: Sight, phase: Following): PlaybackStep {
  if (sight.readiness !== 'ready') return interrupted(state, sight, phase)
  if (phase.correction) return whileCorrecting(state, sight, phase, phase.correction)
  const quietMs = Math.max(phase.quietUntilMs - sight.localMs, sight.timeline.atMs - sight.serverMs)
  if (quietMs > 0) return look(state, sight, phase, Math.max(10, quietMs))
  const sinceMs = sight.localMs - phase.moved.lookedAtMs
  if (sinceMs < rules.leastApartMs) return look(state, sight, phase, rules.surpriseMs)

  const advanced = (sight.positionS - phase.moved.positionS) * 1000 > 0.3 * sinceMs * sight.rate
  const moved = { positionS: sight.positionS, lookedAtMs: sight.localMs, movedAtMs: advanced ? sight.localMs : phase.moved.movedAtMs }
  const stands = !advanced && sight.localMs - moved.movedAtMs < rules.standsMs
  if (stands) return look(state, sight, { ...phase, moved, errorsMs: [] }, rules.surpriseMs)

  const errorMs = behindMs(sight)
  const errorsMs = withError(phase.errorsMs, errorMs, state.noiseMs)
  const boundaryS = errorsMs.length === 1 ? undefined : phase.boundaryS
  const even = state.grid && sight.rate === 1 && !phase.lesson ? followed(state.grid, boundaryS, sight) : undefined
  return even
    ? act({ ...state, grid: even.grid }, sight, { ...phase, moved, errorsMs, boundaryS: even.boundaryS })
    : act(state, sight, { ...phase, moved, errorsMs })
}

/** What to do about the measurements. */
function act(state: PlaybackState, sight: Sight, { lesson, ...phase }: Following): PlaybackStep {
  const accuracy = { noiseMs: state.noiseMs, boundMs: sight.boundMs, rateStep: state.rateStep }
  const judgement = judge(phase.errorsMs, accuracy)
  if (!judgement) return look(state, sight, { ...phase, ...(lesson ? { lesson } : {}) }, rules.surpriseMs)
  const { errorMs, toleranceMs, noiseMs } = judgement
  const taught: PlaybackState = {
    ...state,
    phase,
    ...(lesson ? taughtBy(lesson, state, sight, errorMs) : {}),
    noiseMs: noiseMs === undefined ? state.noiseMs : state.noiseMs + 0.2 * (noiseMs - state.noiseMs),
  }
  const sizeMs = Math.abs(errorMs)
  if (sizeMs <= toleranceMs) return look({ ...taught, guard: freshGuard }, sight, phase)
  if (sizeMs <= rules.seekBeyondMs) return correct(taught, sight, phase, errorMs)

  const { kind, guard } = judgeSeek(state.guard, errorMs, sight.localMs)
  const guarded = { ...taught, guard }
  if (kind === 'wait') return look(guarded, sight, phase)
  return kind === 'seek' ? seek(guarded, sight, phase) : correct(guarded, sight, phase, errorMs)
}

/** To where the room will be when the player has done it, and can start. */
function seek(state: PlaybackState, sight: Sight, phase: Following): PlaybackStep {
  const grid = trusted(state.grid, 1)
  const doneMs = sight.localMs + state.latencies.seekMs
  const startsInMs = (grid ? nearest(grid, doneMs) : doneMs) - sight.localMs
  const positionS = reachableAt(sight, sight.serverMs + startsInMs)
  const lesson = { of: 'seekMs', ownMs: 0, fromS: positionS, askedAtMs: sight.localMs } as const
  const next: Following = { ...fresh(phase, sight, rules.quietAfterSeekMs), lesson }
  return look(state, sight, next, rules.quietAfterSeekMs, [{ kind: 'seek', positionS }])
}

/** Waiting for data or for a seek: nothing measured now means anything, and a start that stalled teaches nothing. */
function interrupted(state: PlaybackState, sight: Sight, phase: Following): PlaybackStep {
  const sought = sight.readiness === 'seeking' && phase.lesson?.of === 'seekMs' ? phase.lesson : undefined
  const next = { ...fresh(phase, sight, rules.quietAfterStallMs), ...(sought ? { lesson: sought } : {}) }
  const back = phase.correction ? [{ kind: 'rate' as const, rate: sight.timeline.rate, preservePitch: phase.correction.preservePitch }] : []
  return look(state, sight, next, rules.sampleMs, back)
}

function fresh(phase: Following, sight: Sight, quietMs: Ms): Following {
  const moved = { ...phase.moved, positionS: sight.positionS, lookedAtMs: sight.localMs, movedAtMs: sight.localMs }
  return { kind: 'following', quietUntilMs: sight.localMs + quietMs, errorsMs: [], moved }
}

function look(
  state: PlaybackState,
  sight: Sight,
  phase: Following,
  wakeInMs: Ms = rules.sampleMs,
  commands: PlaybackStep['commands'] = [],
): PlaybackStep {
  return { state: { ...state, phase }, commands, wakeInMs, status: statusFor(behindMs(sight), sight) }
}
