import type { Clock, Ms } from '../time.ts'
import {
  boundAt,
  type ClockEstimate,
  type ClockPoint,
  type ClockSample,
  estimateClock,
  offsetAt,
  pointOf,
  withPoint,
} from './clock-estimate.ts'
import { pingSchedule } from './ping-schedule.ts'

/** Server time as this machine knows it. */
export interface ServerClock {
  add(sample: ClockSample): void
  /** Server time now, or `undefined` until enough answers came to be worth acting on. */
  now(): Ms | undefined
  /** Forgets all that is known: the server's clock was set. */
  doubt(): void
  /** `now()` is within this of the truth. `Infinity` until enough answers came, and while they are in doubt. */
  boundMs(): Ms
  /** 95th percentile of recent round trips. */
  rttMs(): Ms | undefined
}

export interface ServerClockOptions {
  /** The wall clock, `Date`: never read for the time, only to notice that the machine slept or a clock was set. Without it that is noticed with the next answer. */
  wall?: Clock
  /** Called when all that was known is in doubt: ask again, at once. */
  onDoubt?: () => void
}

/** Fewer answers than this are not acted on: a first sample may have met a queue. */
const settledSamples = pingSchedule.burst / 2
/** A change of the estimate is let in at 5 ms a second, so that nobody's picture stumbles over it. */
const slewPerMs = 5 / 1000
/** Between two looks two clocks of one machine do not part by so much, unless it slept, or one of them was set. */
const partedMs = 250

/** Keeps an estimate of the server's clock against `clock`, which has to be monotonic. Rules CL4 (small changes slew, large ones step) and CL7. */
export function createServerClock(clock: Clock, { wall, onDoubt = () => {} }: ServerClockOptions = {}): ServerClock {
  let points: ClockPoint[] = []
  let estimate: ClockEstimate | undefined
  let shown: { offsetMs: Ms; atMs: Ms } | undefined
  let apartMs = wall ? wall.now() - clock.now() : 0

  const isSettled = () => points.length >= settledSamples

  function doubt(): void {
    points = []
    estimate = undefined
    onDoubt()
  }

  function lookAtWall(): void {
    if (!wall) return
    const wasApartMs = apartMs
    apartMs = wall.now() - clock.now()
    if (Math.abs(apartMs - wasApartMs) > partedMs) doubt()
  }

  function show(): { offsetMs: Ms; atMs: Ms } | undefined {
    lookAtWall()
    if (!estimate || !isSettled()) return shown
    const atMs = clock.now()
    const wanted = offsetAt(estimate, atMs)
    const gap = shown ? wanted - shown.offsetMs : Number.POSITIVE_INFINITY
    const step = !shown || estimate.samples <= pingSchedule.burst || Math.abs(gap) > Math.max(50, 2 * boundAt(estimate, atMs))
    const reach = shown ? slewPerMs * Math.max(0, atMs - shown.atMs) : 0
    shown = { offsetMs: step || !shown ? wanted : shown.offsetMs + Math.min(reach, Math.max(-reach, gap)), atMs }
    return shown
  }

  return {
    add(sample) {
      const point = pointOf(sample)
      if (!point) return
      show()
      const wasSettled = isSettled()
      points = withPoint(points, point)
      estimate = estimateClock(points)
      if (wasSettled && !isSettled()) onDoubt()
    },
    now() {
      const current = show()
      return current && clock.now() + current.offsetMs
    },
    doubt,
    boundMs() {
      const current = show()
      if (!estimate || !isSettled()) return Number.POSITIVE_INFINITY
      const atMs = clock.now()
      return boundAt(estimate, atMs) + (current ? Math.abs(offsetAt(estimate, atMs) - current.offsetMs) : 0)
    },
    rttMs: () => estimate?.rttMs,
  }
}
