import type { Ms } from '../time.ts'

/** One question and its answer. `t0`, `t3` are of the local clock, `t1`, `t2` of the server's. */
export interface ClockSample {
  t0: Ms
  t1: Ms
  t2: Ms
  t3: Ms
  /** How far the server itself may be from the time that all servers mean; 0 when it is the only one. */
  boundMs?: Ms
}

/** What a sample says: at local `atMs` the server was `offsetMs` ahead, give or take half of `rttMs` and the server's own `boundMs`. */
export interface ClockPoint {
  atMs: Ms
  offsetMs: Ms
  rttMs: Ms
  boundMs: Ms
}

export interface ClockEstimate {
  /** Server time minus local time, at local `atMs`. */
  offsetMs: Ms
  /** How much `offsetMs` grows per local millisecond. */
  skew: number
  atMs: Ms
  /** The true offset at `atMs` is within this of `offsetMs`, as long as both clocks keep within {@link clockRules}.driftPpm of each other. */
  boundMs: Ms
  /** 95th percentile of the last 20 round trips. */
  rttMs: Ms
  samples: number
}

export const clockRules = {
  kept: 80,
  /** Two clocks' quartz may part by this much: 50 ppm each. */
  driftPpm: 100,
  /** Of a server that reads whole milliseconds, and a browser that reads tenths. */
  precisionMs: 1,
  /** What we expect of a skew before we have seen any. */
  priorSkew: 60e-6,
  maxSkew: 200e-6,
} as const

/** `undefined` for a sample that cannot be: answered before it was asked. */
export function pointOf({ t0, t1, t2, t3, boundMs = 0 }: ClockSample): ClockPoint | undefined {
  const rttMs = t3 - t0 - (t2 - t1)
  if (!(rttMs >= -clockRules.precisionMs) || t2 < t1 || t3 < t0) return undefined
  return { atMs: (t0 + t3) / 2, offsetMs: (t1 - t0 + (t2 - t3)) / 2, rttMs: Math.max(0, rttMs), boundMs }
}

/**
 * Adds `point`, keeping the latest 80 that agree with it. Each sample bounds the offset by half its round trip whatever the network did, so one that
 * shares no possible offset with the newest was taken before one of the clocks was set or the machine slept. Rule CL3.
 */
export function withPoint(points: readonly ClockPoint[], point: ClockPoint): ClockPoint[] {
  return [...points.filter((earlier) => agree(earlier, point)), point].slice(-clockRules.kept)
}

/**
 * A line through the samples, weighted by how little each waited in queues (sync.md §8.2), kept inside the interval that all of them allow.
 * What remains is asymmetry of the path, which no estimator can see; `boundMs` holds it. Rules CL1, CL2.
 */
export function estimateClock(points: readonly ClockPoint[]): ClockEstimate | undefined {
  const newest = points.at(-1)
  if (!newest) return undefined
  const { meanAtMs, meanOffsetMs, skew } = fitLine(points)
  const { lowMs, highMs } = allowed(points, newest.atMs)
  const offsetMs = Math.min(highMs, Math.max(lowMs, meanOffsetMs + skew * (newest.atMs - meanAtMs)))
  const boundMs = Math.max(highMs - offsetMs, offsetMs - lowMs)
  return { offsetMs, skew, atMs: newest.atMs, boundMs, rttMs: percentile95(points.slice(-20).map((p) => p.rttMs)), samples: points.length }
}

export function offsetAt(estimate: ClockEstimate, localMs: Ms): Ms {
  return estimate.offsetMs + estimate.skew * (localMs - estimate.atMs)
}

/** The bound of {@link offsetAt}: it grows with the age of the estimate. */
export function boundAt(estimate: ClockEstimate, localMs: Ms): Ms {
  return estimate.boundMs + driftMs(Math.abs(localMs - estimate.atMs)) + Math.abs(estimate.skew * (localMs - estimate.atMs))
}

function fitLine(points: readonly ClockPoint[]): { meanAtMs: Ms; meanOffsetMs: Ms; skew: number } {
  const fastestMs = Math.min(...points.map((p) => p.rttMs))
  const weighted = points.map((p) => ({ ...p, weight: 1 / ((p.rttMs - fastestMs) / 2 + 0.3) ** 2 }))
  const total = sum(weighted.map((p) => p.weight))
  const meanAtMs = sum(weighted.map((p) => p.weight * p.atMs)) / total
  const meanOffsetMs = sum(weighted.map((p) => p.weight * p.offsetMs)) / total
  const spread = sum(weighted.map((p) => p.weight * (p.atMs - meanAtMs) ** 2))
  const slope = sum(weighted.map((p) => p.weight * (p.atMs - meanAtMs) * (p.offsetMs - meanOffsetMs)))
  const skew = slope / (spread + 1 / clockRules.priorSkew ** 2)
  return { meanAtMs, meanOffsetMs, skew: Math.min(clockRules.maxSkew, Math.max(-clockRules.maxSkew, skew)) }
}

/** The offsets at `atMs` that no sample rules out. */
function allowed(points: readonly ClockPoint[], atMs: Ms): { lowMs: Ms; highMs: Ms } {
  const slackMs = (p: ClockPoint) => p.rttMs / 2 + p.boundMs + clockRules.precisionMs + driftMs(Math.abs(atMs - p.atMs))
  return { lowMs: Math.max(...points.map((p) => p.offsetMs - slackMs(p))), highMs: Math.min(...points.map((p) => p.offsetMs + slackMs(p))) }
}

function agree(a: ClockPoint, b: ClockPoint): boolean {
  const slackMs = (a.rttMs + b.rttMs) / 2 + a.boundMs + b.boundMs + 2 * clockRules.precisionMs + driftMs(Math.abs(a.atMs - b.atMs))
  return Math.abs(a.offsetMs - b.offsetMs) <= slackMs
}

function driftMs(ageMs: Ms): Ms {
  return (ageMs * clockRules.driftPpm) / 1e6
}

function percentile95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
