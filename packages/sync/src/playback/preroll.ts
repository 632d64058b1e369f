import type { Ms } from '../time.ts'
import { playbackRules as rules } from './playback-rules.ts'
import type { Command, Following, Phase, PlaybackState, PlaybackStep, Sight } from './playback-state.ts'
import { type Lesson, learnPlacing } from './player-latencies.ts'
import { firstFrom, type StartGrid, trusted } from './start-grid.ts'
import { behindMs, statusFor } from './status.ts'
import { reachableAt } from './target.ts'

type Prerolling = Phase & { kind: 'prerolling' }

/**
 * Starts by being ready before it is time: paused, placed where the group will be, then played early by what this player needs to start moving.
 * A slot that was missed is planned again, further ahead each time by what readying really took, and after four tries the player just plays:
 * a device on which every seek costs seconds still ends up playing. Rule CT5.
 */
export function preroll(state: PlaybackState, sight: Sight): PlaybackStep {
  const { phase } = state
  const coarse = state.coarseMs > 2 * rules.sampleMs
  if (phase.kind !== 'prerolling') {
    const planned = plan(state, sight, 0, 0)
    return coarse && planned.commands.length === 0 && sight.readiness === 'ready' ? start(state, sight) : planned
  }
  // What is planned only comes nearer: the clock was wrong when this was. Up to one audio buffer is the grid's.
  if (phase.startAtMs > soonestMs(state, sight, phase.tries) + rules.missedStartMs)
    return plan(state, sight, phase.tries, phase.settledMs ?? 0)
  const waitedMs = sight.localMs - phase.plannedAtMs
  if (sight.readiness !== 'ready') {
    const patienceMs = sight.readiness === 'loading' ? rules.loadingPatienceMs : rules.patienceMs
    return waitedMs > patienceMs ? start(state, sight) : look(state, phase, sight, 20)
  }
  // Nobody rings in time for the slot: a hidden page starts when it can, and is corrected afterwards. Rule CT12.
  if (coarse) return start(state, sight)
  const ready = phase.settledMs === undefined ? { ...phase, settledMs: waitedMs } : phase
  const leftMs = phase.startAtMs - state.latencies[startOf(state, sight)] - sight.serverMs
  if (leftMs < -rules.missedStartMs && phase.tries + 1 < rules.prerollTries)
    return plan(state, sight, phase.tries + 1, ready.settledMs ?? 0)
  const earlyMs = gridFor(state, sight)?.trust === 0 ? rules.tryEarlyMs : 0
  if (leftMs > earlyMs + 1) return look(state, ready, sight, leftMs - earlyMs)
  const known = state.cold && (phase.tries > 0 || state.latencies.placeMs > 0)
  return start(known ? { ...state, latencies: learnPlacing(state.latencies, ready.settledMs ?? 0) } : state, sight, -leftMs)
}

/** The soonest that a start can be planned for. */
function soonestMs({ latencies }: PlaybackState, { timeline, serverMs }: Sight, tries: number): Ms {
  const leadMs = latencies.coldMs + (tries === 0 ? rules.prerollMarginMs : rules.replanMarginMs) + latencies.placeMs * 1.1
  return Math.max(timeline.atMs, serverMs + leadMs)
}

function plan(state: PlaybackState, sight: Sight, tries: number, settledMs: Ms): PlaybackStep {
  const latencies = tries >= 2 ? learnPlacing(state.latencies, settledMs) : state.latencies
  const soonestAtMs = soonestMs({ ...state, latencies }, sight, tries)
  const grid = gridFor(state, sight)
  const toServerMs = sight.serverMs - sight.localMs
  const startAtMs = grid ? firstFrom(grid, soonestAtMs - toServerMs) + toServerMs : soonestAtMs
  const positionS = reachableAt(sight, startAtMs)
  const alignedWithinS = grid ? rules.exactWithinS : rules.alignedWithinS
  const place = Math.abs(positionS - sight.positionS) > alignedWithinS || sight.readiness === 'ended'
  const commands: Command[] = []
  if (!sight.paused) commands.push({ kind: 'pause' })
  if (sight.rate !== sight.timeline.rate) commands.push({ kind: 'rate', rate: sight.timeline.rate, preservePitch: true })
  if (place) commands.push({ kind: 'seek', positionS })
  const phase: Prerolling = { kind: 'prerolling', startAtMs, plannedAtMs: sight.localMs, tries }
  return look({ ...state, latencies, cold: state.cold || place }, phase, sight, 10, commands)
}

function start(state: PlaybackState, sight: Sight, lateMs?: Ms): PlaybackStep {
  const { positionS: fromS, localMs: askedAtMs } = sight
  const lesson = lateMs === undefined ? {} : { lesson: { of: startOf(state, sight), ownMs: lateMs, fromS, askedAtMs } }
  return {
    state: {
      ...state,
      cold: false,
      phase: { ...startFollowing(sight), ...lesson },
    },
    commands: [{ kind: 'play' }],
    wakeInMs: rules.sampleMs,
    status: statusFor(behindMs(sight), sight),
  }
}

export function startFollowing({ localMs, positionS }: Sight): Following {
  const moved = { positionS, lookedAtMs: localMs, movedAtMs: localMs }
  return { kind: 'following', quietUntilMs: localMs + rules.quietAfterPlayMs, errorsMs: [], moved }
}

function look(state: PlaybackState, phase: Prerolling, sight: Sight, wakeInMs: Ms, commands: readonly Command[] = []): PlaybackStep {
  const waiting = sight.serverMs < sight.timeline.atMs
  const status = statusFor(behindMs(sight), sight)
  return { state: { ...state, phase }, commands, wakeInMs, status: waiting ? { ...status, kind: 'in-sync' } : status }
}

function startOf(state: PlaybackState, sight: Sight): Lesson {
  if (isRested(state, sight)) return 'restedMs'
  return state.cold ? 'coldMs' : 'warmMs'
}

/** What makes such a start exact is a seek of the paused player: nothing, but where each costs seconds. */
function gridFor(state: PlaybackState, sight: Sight): StartGrid | undefined {
  return state.latencies.placeMs === 0 && !isRested(state, sight) ? trusted(state.grid) : undefined
}

function isRested({ playedAtMs }: PlaybackState, { localMs }: Sight): boolean {
  return playedAtMs !== undefined && localMs - playedAtMs > rules.restsAfterMs
}
