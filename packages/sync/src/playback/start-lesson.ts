import type { Ms } from '../time.ts'
import type { PlaybackState, Sight } from './playback-state.ts'
import { type Lesson, learn, learnWithin } from './player-latencies.ts'
import { trusted, withStart } from './start-grid.ts'

/** A start, or a seek of a playing player, that the next clean measurement will judge. */
export interface StartLesson {
  readonly of: Lesson
  /** How much of what will be missing was our own lateness. */
  readonly ownMs: Ms
  /** Where it was to begin, and when that was asked for by the local clock. */
  readonly fromS: number
  readonly askedAtMs: Ms
}

/** What a start says of this player, now that it is known how far behind its target it brought it. Rules CT8, CT16. */
export function taughtBy(lesson: StartLesson, state: PlaybackState, sight: Sight, errorMs: Ms): Pick<PlaybackState, 'latencies' | 'grid'> {
  const { of, ownMs, fromS, askedAtMs } = lesson
  const missedMs = errorMs - ownMs
  const startedAtMs = sight.localMs - ((sight.positionS - fromS) / sight.rate) * 1000
  const learned = { latencies: learn(state.latencies, of, missedMs) }
  if (of === 'warmMs' || Math.abs(missedMs) > mostMissedMs) return learned
  if (of === 'restedMs') return state.grid ? { ...learned, grid: { ...state.grid, atMs: startedAtMs } } : learned
  const grid = withStart(state.grid, startedAtMs)
  if (!trusted(grid)) return { ...learned, grid }
  return { grid, latencies: learnWithin(state.latencies, of, { tookMs: startedAtMs - askedAtMs, withinMs: grid.periodMs / 2 }) }
}

/** Something else happened. */
const mostMissedMs = 400
