import { median, percentile } from '../../percentile.ts'
import type { Figures } from './figures.ts'
import { type Delays, floorsMs } from './setting.ts'

export type Row = ReturnType<typeof rowOf>

/** Each figure is the median of the repeats; a step that was not recovered from counts as endless. `null`: never, or not measured. */
export function rowOf(named: { contender: string; script: string }, delays: Delays, all: readonly Figures[]) {
  const middle = (of: (figures: Figures) => number | null) => {
    const value = median(all.map((figures) => of(figures) ?? Number.POSITIVE_INFINITY))
    return Number.isFinite(value) ? value : null
  }
  const steps = Object.keys(all[0]?.convergeMs ?? {})
  return {
    ...named,
    members: delays.clients.length,
    delays: delays.name,
    repeats: all.length,
    p50: middle(({ p50 }) => p50),
    p95: middle(({ p95 }) => p95),
    p99: middle(({ p99 }) => p99),
    floorP95: percentile(floorsMs(delays), 0.95),
    shownP50: middle(({ shownP50 }) => shownP50),
    shownP95: middle(({ shownP95 }) => shownP95),
    seeksPerClientMinute: middle(({ seeksPerClientMinute }) => seeksPerClientMinute),
    rateWritesPerClientMinute: middle(({ rateWritesPerClientMinute }) => rateWritesPerClientMinute),
    offRateShare: middle(({ offRateShare }) => offRateShare),
    maxRateDelta: middle(({ maxRateDelta }) => maxRateDelta),
    convergeMs: Object.fromEntries(steps.map((step) => [step, middle(({ convergeMs }) => convergeMs[step] ?? null)])),
    cameraSameFrame: middle(({ cameraSameFrame }) => cameraSameFrame),
    cameraWithinOne: middle(({ cameraWithinOne }) => cameraWithinOne),
    cameraReadable: middle(({ cameraReadable }) => cameraReadable),
    mutedShare: middle(({ mutedShare }) => mutedShare),
  }
}

export function table(rows: readonly Row[]): string {
  const steps = Object.keys(rows[0]?.convergeMs ?? {})
  const head = ['delays', 'contender', 'p50 ms', 'p95', 'p99', 'floor p95', ...steps]
  const more = ['rate writes/min', 'seeks/min', 'off rate', 'largest', 'muted', 'same frame', 'within one', 'readable']
  const lines = rows.map((row) => [
    row.delays,
    row.contender,
    ...[row.p50, row.p95, row.p99, row.floorP95].map((value) => fixed(value, 1)),
    ...steps.map((step) => fixed(row.convergeMs[step] ?? null)),
    fixed(row.rateWritesPerClientMinute, 1),
    fixed(row.seeksPerClientMinute, 2),
    percent(row.offRateShare),
    fixed(row.maxRateDelta, 2),
    percent(row.mutedShare),
    percent(row.cameraSameFrame),
    percent(row.cameraWithinOne),
    percent(row.cameraReadable),
  ])
  return [[...head, ...more], [...head, ...more].map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function percent(share: number | null): string {
  return share === null ? 'none' : `${(share * 100).toFixed(0)} %`
}

function fixed(value: number | null, digits = 0): string {
  return value === null ? 'never' : value.toFixed(digits)
}
