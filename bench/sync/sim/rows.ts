import type { Ms } from '@kaltura-discord/sync'
import type { CreateContender } from './contender.ts'
import { type Evening, type Mix, playEvening } from './play-evening.ts'
import type { Incident } from './script.ts'
import { createTally, type Tally } from './tally.ts'

export interface Row {
  contender: string
  mix: Mix
  members: number
  seeds: number
  p50: Ms
  p95: Ms
  p99: Ms
  /** Of our clocks on these links. */
  floorP95: Ms
  seeksPerClientMinute: number
  rateWritesPerClientMinute: number
  offRateShare: number
  maxRateDelta: number
  /** Medians over the seeds; `null` when more than half never came together. */
  convergeMs: Record<'play' | 'seek' | 'resume' | 'lateJoin' | 'stall' | 'lag600' | 'failover', Ms | null>
  /** Percentiles of the first four minutes, to compare with sync.md §5.2. */
  facts: { p50: Ms; p95: Ms; p99: Ms }
  outsideBoundShare: number | undefined
}

export interface RowsOptions {
  contenders: readonly (readonly [name: string, create: CreateContender])[]
  mix: Mix
  members: number
  seeds: readonly number[]
}

/** One row a contender. The floor of a mix is that of the first who keeps a clock. */
export async function* rowsOf({ contenders, mix, members, seeds }: RowsOptions): AsyncGenerator<Row> {
  let floorP95 = Number.NaN
  for (const [contender, create] of contenders) {
    const evenings: Evening[] = []
    for (const seed of seeds) evenings.push(await playEvening({ contender: create, seed, mix, members }))
    const floor = merged(evenings.map((evening) => evening.floor))
    if (Number.isNaN(floorP95)) floorP95 = floor.at(0.95)
    yield rowOf(evenings, { contender, mix, members, seeds: seeds.length, floorP95 })
  }
}

function rowOf(evenings: readonly Evening[], named: Pick<Row, 'contender' | 'mix' | 'members' | 'seeds' | 'floorP95'>): Row {
  const skew = merged(evenings.map((evening) => evening.skew))
  const facts = merged(evenings.map((evening) => evening.factsSkew))
  const sum = (of: (evening: Evening) => number) => evenings.reduce((total, evening) => total + of(evening), 0)
  const presentMs = sum(({ presentMs }) => presentMs)
  const clockLooks = sum(({ clockLooks }) => clockLooks)
  const converged = (incident: Incident) => medianOrNever(evenings.map(({ convergedMs }) => convergedMs[incident]))
  return {
    ...named,
    ...percentiles(skew),
    seeksPerClientMinute: (sum(({ seeks }) => seeks) / presentMs) * 60_000,
    rateWritesPerClientMinute: (sum(({ rateWrites }) => rateWrites) / presentMs) * 60_000,
    offRateShare: sum(({ offRateMs }) => offRateMs) / presentMs,
    maxRateDelta: Math.max(...evenings.map(({ maxRateDelta }) => maxRateDelta)),
    convergeMs: {
      play: converged('play'),
      seek: converged('seek'),
      resume: converged('resume'),
      lateJoin: converged('lateJoin'),
      stall: converged('stall'),
      lag600: converged('lag600'),
      failover: converged('failover'),
    },
    facts: percentiles(facts),
    outsideBoundShare: clockLooks === 0 ? undefined : sum(({ outsideBound }) => outsideBound) / clockLooks,
  }
}

function percentiles(tally: Tally): { p50: Ms; p95: Ms; p99: Ms } {
  return { p50: tally.at(0.5), p95: tally.at(0.95), p99: tally.at(0.99) }
}

function merged(tallies: readonly Tally[]): Tally {
  const all = createTally()
  for (const tally of tallies) all.merge(tally)
  return all
}

function medianOrNever(times: readonly (Ms | undefined)[]): Ms | null {
  const sorted = times.map((time) => time ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY
  return Number.isFinite(median) ? median : null
}
