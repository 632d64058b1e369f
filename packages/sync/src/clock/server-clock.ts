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
  /** `now()` is within this of the truth. `Infinity` until there is an estimate. */
  boundMs(): Ms
  /** 95th percentile of recent round trips. */
  rttMs(): Ms | undefined
}

/** Fewer answers than this are not acted on: a first sample may have met a queue. */
const settledSamples = pingSchedule.burst / 2
/** A change of the estimate is let in at 5 ms a second, so that nobody's picture stumbles over it. */
const slewPerMs = 5 / 1000

/** Keeps an estimate of the server's clock against `clock`, which has to be monotonic. Rule CL4: small changes slew, large ones step. */
export function createServerClock(clock: Clock): ServerClock {
  let points: ClockPoint[] = []
  let estimate: ClockEstimate | undefined
  let shown: { offsetMs: Ms; atMs: Ms } | undefined

  function show(): { offsetMs: Ms; atMs: Ms } | undefined {
    if (!estimate || estimate.samples < settledSamples) return shown
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
      points = withPoint(points, point)
      estimate = estimateClock(points)
    },
    now() {
      const current = show()
      return current && clock.now() + current.offsetMs
    },
    boundMs() {
      const current = show()
      if (!estimate) return Number.POSITIVE_INFINITY
      const atMs = clock.now()
      return boundAt(estimate, atMs) + (current ? Math.abs(offsetAt(estimate, atMs) - current.offsetMs) : 0)
    },
    rttMs: () => estimate?.rttMs,
  }
}
