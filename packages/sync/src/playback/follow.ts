import type { Ms } from '../time.ts'
import { positionAt } from '../timeline/timeline.ts'
import { playbackRules as rules } from './playback-rules.ts'
import type { Command, Following, PlaybackState, PlaybackStep, Sight } from './playback-state.ts'
import { learn } from './player-latencies.ts'
import { planCorrection } from './rate-correction.ts'
import { freshGuard, judgeSeek } from './seek-guard.ts'
import { statusFor } from './status.ts'
import { judge } from './tolerance.ts'

/** A playing player is kept on the timeline: measured in quiet moments, corrected by one rate and back, or, when far off, by one seek. Rules CT1 to CT8. */
export function follow(state: PlaybackState, sight: Sight, phase: Following): PlaybackStep {
  const errorMs = (positionAt(sight.timeline, sight.serverMs, sight.durationS) - sight.positionS) * 1000
  const look = (next: Following, wakeInMs: Ms = rules.sampleMs, commands: readonly Command[] = []): PlaybackStep => ({
    state: { ...state, phase: next },
    commands,
    wakeInMs,
    status: statusFor(errorMs, sight),
  })

  if (sight.readiness !== 'ready')
    return look(interrupted(phase, sight), rules.sampleMs, phase.correction ? [backToBase(phase, sight)] : [])
  if (phase.correction) {
    const leftMs = phase.correction.startedAtMs + phase.correction.forMs - sight.localMs
    return leftMs > 1 ? look(phase, leftMs) : look(corrected(phase, sight), rules.quietAfterRateMs, [backToBase(phase, sight)])
  }
  const quietMs = phase.quietUntilMs - sight.localMs
  if (quietMs > 0 || sight.serverMs < sight.timeline.atMs) return look(phase, Math.max(10, quietMs, sight.timeline.atMs - sight.serverMs))
  const sinceMs = sight.localMs - phase.sampledAtMs
  if (sinceMs < rules.sampleMs * 0.8) return look(phase, rules.sampleMs - sinceMs)

  const measured = { ...phase, errorsMs: [...phase.errorsMs, errorMs].slice(-rules.samplesKept), sampledAtMs: sight.localMs }
  return act(state, sight, measured) ?? look(measured)
}

/** What to do about a fresh set of measurements; `undefined` while they are too few. */
function act(state: PlaybackState, sight: Sight, { lesson, ...phase }: Following): PlaybackStep | undefined {
  const judgement = judge(phase.errorsMs, sight.boundMs)
  if (!judgement) return undefined
  const { errorMs, toleranceMs } = judgement
  const latencies = lesson ? learn(state.latencies, lesson.of, errorMs - lesson.ownMs) : state.latencies
  const status = statusFor(errorMs, sight)
  const sizeMs = Math.abs(errorMs)
  if (sizeMs <= toleranceMs) {
    return { state: { ...state, latencies, guard: freshGuard, phase }, commands: [], wakeInMs: rules.sampleMs, status }
  }
  const verdict = sizeMs > rules.seekBeyondMs ? judgeSeek(state.guard, errorMs, sight.localMs) : undefined
  const guard = verdict?.guard ?? state.guard
  if (verdict?.kind === 'wait') return { state: { ...state, latencies, guard, phase }, commands: [], wakeInMs: rules.sampleMs, status }
  if (verdict?.kind === 'seek') {
    const positionS = positionAt(sight.timeline, sight.serverMs + latencies.seekMs, sight.durationS)
    const quiet = { ...fresh(phase, sight, rules.quietAfterSeekMs), lesson: { of: 'seekMs' as const, ownMs: 0 } }
    return {
      state: { ...state, latencies, guard, phase: quiet },
      commands: [{ kind: 'seek', positionS }],
      wakeInMs: rules.quietAfterSeekMs,
      status,
    }
  }
  const correction = planCorrection(errorMs, sight.timeline.rate, latencies)
  return {
    state: { ...state, latencies, guard, phase: { ...phase, correction: { ...correction, startedAtMs: sight.localMs } } },
    commands: [{ kind: 'rate', rate: correction.rate, preservePitch: correction.preservePitch }],
    wakeInMs: correction.forMs,
    status,
  }
}

/** Waiting for data or for a seek: nothing measured now means anything, and a start that stalled teaches nothing. */
function interrupted(phase: Following, sight: Sight): Following {
  const keeps = sight.readiness === 'seeking' && phase.lesson?.of === 'seekMs'
  const quiet = fresh(phase, sight, rules.quietAfterPlayMs)
  return keeps && phase.lesson ? { ...quiet, lesson: phase.lesson } : quiet
}

function corrected(phase: Following, sight: Sight): Following {
  const quiet = fresh(phase, sight, rules.quietAfterRateMs)
  if (!phase.correction?.teaches) return quiet
  const { startedAtMs, forMs, rate } = phase.correction
  const overrunMs = sight.localMs - startedAtMs - forMs
  return { ...quiet, lesson: { of: 'pitchStepMs', ownMs: -overrunMs * (rate - sight.timeline.rate) } }
}

function fresh(phase: Following, sight: Sight, quietMs: Ms): Following {
  return { kind: 'following', quietUntilMs: sight.localMs + quietMs, errorsMs: [], sampledAtMs: phase.sampledAtMs }
}

function backToBase(phase: Following, sight: Sight): Command {
  return { kind: 'rate', rate: sight.timeline.rate, preservePitch: phase.correction?.preservePitch ?? true }
}
