import type { Clock, Ms, Timers } from '../time.ts'
import { type ClockPoint, clockRules, pointOf, withPoint } from './clock-estimate.ts'

export interface ClusterClockOptions {
  /** Asks the store for its time, in ms since 1970, as fine as it has it. */
  ask: () => Promise<Ms>
  /** Monotonic: `performance`. */
  clock: Clock
  timers: Timers
  /**
   * Another clock of this machine, which goes on while it sleeps: tells a machine that slept from a store whose clock was set. Best one that nobody sets, such
   * as the time since the machine started. Its zero means nothing.
   */
  uptime: () => Ms
}

/** The time that rooms of several nodes live in: the store's, as this node knows it. */
export interface ClusterClock {
  /** Ms since 1970. Never before `start` resolved. */
  now(): Ms
  /** `now()` is within this of the store's time, as long as this machine's clock keeps within 100 ppm of it. */
  boundMs(): Ms
  /**
   * Called after `now()` jumped. `byMs` is 0 if the store's time went on evenly, and it was this machine that slept. `sinceMs`: when, as `now()` tells it since, the
   * store last agreed.
   */
  onStep(listener: (byMs: Ms, sinceMs: Ms) => void): void
  /**
   * Asks now, and not only when the next second is over.
   * @throws what `ask` throws
   */
  askNow(): Promise<void>
  /**
   * Asks a few times, then every second until `stop`.
   * @throws what `ask` throws, if it never answers
   */
  start(): Promise<void>
  stop(): void
}

export const clusterClockRules = {
  everyMs: 1000,
  burst: 8,
  /** Of a store that tells microseconds, and a process that reads them. */
  precisionMs: 0.01,
  slewPerMs: 5 / 1000,
  /** Beyond this a change is let in at once. */
  stepMs: 250,
} as const

/**
 * Four time stamps and the shortest round trip, against a monotonic clock. A sample bounds the offset by half its round trip, however long the network
 * or this process kept it waiting, and is trusted less as it ages; the most trusted one is believed. Rules CU1 to CU4.
 */
export function createClusterClock({ ask, clock, timers, uptime }: ClusterClockOptions): ClusterClock {
  const listeners: ((byMs: Ms, sinceMs: Ms) => void)[] = []
  let points: ClockPoint[] = []
  let shown: { offsetMs: Ms; atMs: Ms } | undefined
  /** How much more the clock that goes on in sleep has counted. */
  let asleepMs = 0
  /** When the store last answered, but for the answer that is being taken in. */
  let agreedAtMs = clock.now()
  let cancel = () => {}

  function best(): ClockPoint | undefined {
    const atMs = clock.now()
    return points.reduce<ClockPoint | undefined>(
      (one, other) => (one && boundOf(one, atMs) <= boundOf(other, atMs) ? one : other),
      undefined,
    )
  }

  function offsetMs(): Ms {
    const atMs = clock.now()
    const wantedMs = best()?.offsetMs ?? 0
    const gapMs = shown ? wantedMs - shown.offsetMs : 0
    const reachMs = shown ? clusterClockRules.slewPerMs * Math.max(0, atMs - shown.atMs) : 0
    const jumps = !shown || Math.abs(gapMs) > clusterClockRules.stepMs
    shown = { offsetMs: jumps || !shown ? wantedMs : shown.offsetMs + Math.min(reachMs, Math.max(-reachMs, gapMs)), atMs }
    if (jumps && gapMs !== 0) stepped(gapMs, agreedAtMs + wantedMs)
    return shown.offsetMs
  }

  function stepped(byMs: Ms, sinceMs: Ms): void {
    const sleptMs = uptime() - clock.now() - asleepMs
    const isAwakened = Math.abs(sleptMs - byMs) < clusterClockRules.stepMs / 2
    for (const listener of listeners) listener(isAwakened ? 0 : byMs, sinceMs)
  }

  async function sample(): Promise<void> {
    const t0 = clock.now()
    const storeMs = await ask()
    const point = pointOf({ t0, t1: storeMs, t2: storeMs, t3: clock.now() })
    if (point) points = withPoint(points, point)
    offsetMs()
    asleepMs = uptime() - clock.now()
    agreedAtMs = clock.now()
  }

  async function repeat(): Promise<void> {
    cancel = timers.after(clusterClockRules.everyMs, () => void repeat())
    await sample().catch(() => {}) // the bound grows until the store answers again
  }

  return {
    now: () => clock.now() + offsetMs(),
    boundMs() {
      const point = best()
      return point ? boundOf(point, clock.now()) + Math.abs(point.offsetMs - offsetMs()) : Number.POSITIVE_INFINITY
    },
    onStep: (listener) => void listeners.push(listener),
    askNow: sample,
    async start() {
      for (let index = 0; index < clusterClockRules.burst; index += 1) await sample()
      cancel = timers.after(clusterClockRules.everyMs, () => void repeat())
    },
    stop: () => cancel(),
  }
}

function boundOf({ atMs, rttMs }: ClockPoint, nowMs: Ms): Ms {
  return rttMs / 2 + clusterClockRules.precisionMs + (Math.abs(nowMs - atMs) * clockRules.driftPpm) / 1e6
}
