import type { Row } from './rows.ts'

/** The goals of the room's playback, each with what was measured and whether that is enough. */
export function goalsOf(rows: readonly Row[]): string[] {
  const ours = rows.filter(({ contender, mix }) => contender === 'ours' && mix !== 'harsh')
  const checks = ours.flatMap((row) => {
    const { mix, p95, p99, floorP95, seeksPerClientMinute, rateWritesPerClientMinute, offRateShare, convergeMs } = row
    const offRate = { good: 0.01, typical: undefined, mixed: 0.02, poor: 0.05, harsh: undefined }[mix]
    const spare = { good: undefined, typical: 1.5, mixed: 2, poor: 2, harsh: undefined }[mix]
    const never = Number.POSITIVE_INFINITY
    return [
      ...(spare === undefined
        ? [goal(mix, 'p95 ms', p95, 4), goal(mix, 'p99 ms', p99, 6)]
        : [goal(mix, 'p95 above the floor, ms', p95 - floorP95, spare)]),
      goal(mix, 'unasked seeks a client-minute', seeksPerClientMinute, 0.03),
      goal(mix, 'rate writes a client-minute', rateWritesPerClientMinute, 4),
      ...(offRate === undefined ? [] : [goal(mix, 'off rate, %', offRateShare * 100, offRate * 100)]),
      goal(mix, 'clock outside its bound, %', (row.outsideBoundShare ?? 1) * 100, 0),
      ...(mix === 'good'
        ? [
            goal(mix, 'play ms', convergeMs.play ?? never, 250),
            goal(mix, 'late join ms', convergeMs.lateJoin ?? never, 2000),
            goal(mix, 'after a stall of 2500, ms', (convergeMs.stall ?? never) - 2500, 600),
            goal(mix, '−600 ms, ms', convergeMs.lag600 ?? never, 2000),
            goal(mix, 'failover ms', convergeMs.failover ?? never, 0),
          ]
        : []),
    ]
  })
  return ['| goal of ours | mix | measured | at most | |', '|---|---|---|---|---|', ...checks]
}

/** One line: a goal, what was measured where, and what is still enough. */
export function goal(where: string, what: string, measured: number, most: number): string {
  return `| ${what} | ${where} | ${round(measured)} | ${round(most)} | ${measured <= most ? 'reached' : `missed by ${round(measured - most)}`} |`
}

/** p50 and p95 of sync.md §5.2, 8 seeds of another simulator; of some only what it gives. */
const published: Readonly<Record<string, Readonly<Partial<Record<Row['mix'], readonly [number, number]>>>>> = {
  timingsrc: { good: [1.8, 6.2], typical: [4, 11], mixed: [4, 33], poor: [19, 53] },
  jellyfin: { good: [3.3, 13], typical: [5.1, 16], mixed: [6.1, 41], poor: [21, 56] },
  'jellyfin as it ships': { mixed: [13, 230] },
  'open-watch-party': { good: [5.9, 43], typical: [8.5, 56], mixed: [15, 53], poor: [33, 158] },
  syncplay: { good: [37, 1170], typical: [77, 1165], mixed: [176, 1173], poor: [173, 1176] },
  'watch-party': { good: [30, 621], typical: [75, 608], mixed: [147, 581], poor: [163, 750] },
  predecessor: { good: [124, 1724], typical: [124, 1716], mixed: [254, 1980], poor: [247, 1765] },
}

/** Whether the peers do here, in the first four minutes, what their published rows say. */
export function comparisonOf(rows: readonly Row[]): string[] {
  const lines = rows.flatMap(({ contender, mix, facts }) => {
    const [p50, p95] = published[contender]?.[mix] ?? []
    if (p50 === undefined || p95 === undefined) return []
    const ratios = [facts.p50 / p50, facts.p95 / p95]
    const near = ratios.every((ratio) => Math.abs(ratio - 1) <= 0.2)
    return [
      `| ${contender} | ${mix} | ${p50} / ${p95} | ${round(facts.p50)} / ${round(facts.p95)} | ${near ? 'within 20 %' : ratios.map((ratio) => `× ${ratio.toFixed(2)}`).join(' / ')} |`,
    ]
  })
  return ['| peer | mix | published p50 / p95 | here | |', '|---|---|---|---|---|', ...lines]
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
