import type { Ms } from '../time.ts'

/**
 * What this player costs, learned as we go: they depend on device, system and source (sync.md §3), so the first guesses are only that.
 * All in ms of media time.
 */
export interface PlayerLatencies {
  /** From `play()` to movement when it merely paused. */
  readonly warmMs: Ms
  /** The same after a seek, or the first time. */
  readonly coldMs: Ms
  /** The same when it had paused for so long that its audio output was let go: a fresh one begins at once. */
  readonly restedMs: Ms
  /** Lost by a seek while playing. */
  readonly seekMs: Ms
  /** Jump of the position when a time-stretched rate is entered from 1. */
  readonly pitchStepMs: Ms
  /** How long it takes to be ready after a seek while paused, where the data are there: nothing but on devices where every seek costs seconds. */
  readonly placeMs: Ms
}

export type Lesson = Exclude<keyof PlayerLatencies, 'placeMs'>

export const firstGuess: PlayerLatencies = { warmMs: 5, coldMs: 76, restedMs: 45, seekMs: 78, pitchStepMs: -21, placeMs: 0 }

/** A first seek may have waited for data; one that followed it within seconds had them. Rule CT8. */
export function learnPlacing(latencies: PlayerLatencies, tookMs: Ms): PlayerLatencies {
  return { ...latencies, placeMs: tookMs < ordinaryPlaceMs ? 0 : Math.min(mostPlaceMs, tookMs) }
}

const ordinaryPlaceMs = 300
const mostPlaceMs = 8000

/** Half of what was still missing is learned; of what was far off all of it, because a guess of another order teaches nothing. Rule CT8. */
export function learn(latencies: PlayerLatencies, lesson: Lesson, missedMs: Ms): PlayerLatencies {
  const trust = Math.abs(missedMs) > farOffMs[lesson] ? 1 : 0.5
  if (lesson !== 'seekMs' && Math.abs(missedMs) > 400) return latencies
  return { ...latencies, [lesson]: bounded(lesson, latencies[lesson] + trust * missedMs) }
}

/**
 * The same for a player that starts when its audio output takes a buffer, so that a start takes what it has to and up to one buffer more: the middle of
 * that is what we want, and only what cannot lie within it says that it is elsewhere. Rule CT16.
 */
export function learnWithin(
  latencies: PlayerLatencies,
  lesson: Lesson,
  { tookMs, withinMs }: { tookMs: Ms; withinMs: Ms },
): PlayerLatencies {
  const offMs = tookMs - latencies[lesson]
  if (Math.abs(offMs) <= withinMs) return latencies
  const towards = Math.abs(offMs) > 4 * withinMs ? offMs : offMs - Math.sign(offMs) * withinMs
  return { ...latencies, [lesson]: bounded(lesson, latencies[lesson] + towards) }
}

const farOffMs: Readonly<Record<Lesson, Ms>> = { warmMs: 100, coldMs: 100, restedMs: 20, seekMs: 100, pitchStepMs: 15 }

const bounds: Readonly<Record<Lesson, readonly [Ms, Ms]>> = {
  warmMs: [-20, 1000],
  coldMs: [0, 2000],
  restedMs: [0, 2000],
  seekMs: [0, 8000],
  pitchStepMs: [-80, 20],
}

function bounded(lesson: Lesson, ms: Ms): Ms {
  const [least, most] = bounds[lesson]
  return Math.min(most, Math.max(least, ms))
}
