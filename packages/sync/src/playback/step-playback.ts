import { sameTimeline } from '../timeline/timeline.ts'
import { coarsenessMs } from './coarseness.ts'
import { follow } from './follow.ts'
import { hold } from './hold.ts'
import { playbackRules as rules } from './playback-rules.ts'
import type { Observation, PlaybackState, PlaybackStep, Sight } from './playback-state.ts'
import { preroll, startFollowing } from './preroll.ts'
import { freshGuard } from './seek-guard.ts'
import { statusFor } from './status.ts'
import { reachableAt } from './target.ts'

/**
 * What a player should do now, from what is seen of it and what is known of the room. Pure: time comes in with the observation.
 * It may be called at any time and any number of times; it never asks twice for what it asked already. Rules CT1 to CT10 of SPEC.md.
 */
export function stepPlayback(state: PlaybackState, seen: Observation): PlaybackStep {
  const coarseMs = coarsenessMs(state, seen)
  const playing = !seen.paused && seen.readiness === 'ready'
  const step = stepNow({ ...state, coarseMs, ...(playing ? { playedAtMs: seen.localMs } : {}) }, seen)
  const looked = { atMs: seen.localMs, nextAtMs: seen.localMs + step.wakeInMs }
  return { ...step, state: { ...step.state, looked } }
}

function stepNow(state: PlaybackState, seen: Observation): PlaybackStep {
  const { timeline, serverMs } = seen
  if (!timeline || serverMs === undefined) {
    return { state, commands: [], wakeInMs: 100, status: { kind: 'waiting', offsetMs: 0, boundMs: seen.boundMs } }
  }
  const sight = { ...seen, timeline, serverMs }
  const current = sameTimeline(state.timeline, timeline) ? state : retarget(state, sight)
  if (sight.readiness === 'detached') return letAlone(current, sight)
  const targetS = reachableAt(sight, serverMs)
  if (!timeline.playing) return hold(current, sight, targetS)
  if (seen.durationS !== undefined && targetS >= seen.durationS) return finish(current, sight, seen.durationS)

  switch (current.phase.kind) {
    case 'prerolling':
      return preroll(current, sight)
    case 'blocked':
      return seen.paused ? stayBlocked(current, sight, targetS) : decide(current, sight)
    case 'following':
      if (seen.readiness === 'ended') return settle(current, sight, targetS)
      if (seen.paused && seen.localMs >= current.phase.quietUntilMs) return pausedByOthers(current, sight, targetS)
      return follow(current, sight, current.phase)
    default:
      return decide(current, sight)
  }
}

function retarget(state: PlaybackState, { timeline }: Sight): PlaybackState {
  const phase = state.phase.kind === 'blocked' ? state.phase : { kind: 'deciding' as const }
  return { ...state, timeline, phase, guard: freshGuard }
}

/** Nothing is asked of a player that shows something else; it begins anew afterwards. Rule CT14. */
function letAlone(state: PlaybackState, { boundMs }: Sight): PlaybackStep {
  return {
    state: { ...state, phase: { kind: 'deciding' } },
    commands: [],
    wakeInMs: 500,
    status: { kind: 'detached', offsetMs: 0, boundMs },
  }
}

/** A player that plays near enough to where it will have to be goes on; any other is pre-rolled. */
function decide(state: PlaybackState, sight: Sight): PlaybackStep {
  const { timeline, serverMs, positionS, rate } = sight
  const judgedAtMs = Math.max(serverMs, timeline.atMs)
  const thereS = positionS + ((judgedAtMs - serverMs) / 1000) * rate
  const errorMs = (reachableAt(sight, judgedAtMs) - thereS) * 1000
  if (sight.paused || Math.abs(errorMs) > rules.seekBeyondMs) return preroll({ ...state, phase: { kind: 'deciding' } }, sight)
  return {
    state: { ...state, phase: startFollowing(sight) },
    commands: rate === timeline.rate ? [] : [{ kind: 'rate', rate: timeline.rate, preservePitch: true }],
    wakeInMs: rules.sampleMs,
    status: statusFor(errorMs, sight),
  }
}

/**
 * Paused, and not by us. A browser that saves power and a person at a media key look the same from here, so it is never taken for the person's wish:
 * the player is started again, and only when that keeps happening do we stop and ask for a gesture. Rule CT10.
 */
function pausedByOthers(state: PlaybackState, sight: Sight, targetS: number): PlaybackStep {
  const recent = state.foreignPausesAtMs.filter((atMs) => sight.localMs - atMs < rules.foreignPausesWithinMs)
  const next = { ...state, phase: { kind: 'deciding' as const }, foreignPausesAtMs: [...recent, sight.localMs] }
  return next.foreignPausesAtMs.length < rules.foreignPauses ? decide(next, sight) : stayBlocked(next, sight, targetS)
}

function stayBlocked(state: PlaybackState, sight: Sight, targetS: number): PlaybackStep {
  const status = { kind: 'blocked' as const, offsetMs: (targetS - sight.positionS) * 1000, boundMs: sight.boundMs }
  return { state: { ...state, phase: { kind: 'blocked' } }, commands: [], wakeInMs: 1000, status }
}

/** The media is over, or is running out by itself. */
function finish(state: PlaybackState, sight: Sight, durationS: number): PlaybackStep {
  const runningOut = !sight.paused && Math.abs(durationS - sight.positionS) < 1.5
  return sight.readiness === 'ended' || runningOut ? settle(state, sight, durationS) : hold(state, sight, durationS)
}

function settle(state: PlaybackState, sight: Sight, targetS: number): PlaybackStep {
  const offsetMs = (targetS - sight.positionS) * 1000
  return { state, commands: [], wakeInMs: 500, status: { kind: 'in-sync', offsetMs, boundMs: sight.boundMs } }
}
