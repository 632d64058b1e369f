import { goal } from '../sim/judge.ts'
import type { Row } from './rows.ts'

/** The goals of playback in real browsers, each with what was measured and whether that is enough. */
export function goalsOf(rows: readonly Row[]): string[] {
  const checks = rows.filter(({ contender }) => contender === 'ours').flatMap((row) => checksOf(row, rows))
  return ['| goal of ours | delays | measured | at most | |', '|---|---|---|---|---|', ...checks]
}

const never = Number.POSITIVE_INFINITY
/** ms; other steps have no goal. */
const recoveries: Readonly<Record<string, number>> = { play: 350, seek: 350, resume: 350, lag600: 2500, hidden60: 1500 }

function checksOf(row: Row, rows: readonly Row[]): string[] {
  const { delays, p50, p95, floorP95, convergeMs, cameraSameFrame, cameraWithinOne } = row
  const check = (what: string, measured: number | null, most: number) => goal(delays, what, measured ?? never, most)
  const peer = rows.find(({ contender, delays: same }) => contender === 'timingsrc' && same === delays)
  const distance =
    floorP95 === 0 ? [check('p50 ms', p50, 2), check('p95 ms', p95, 5)] : [check('p95 above the floor, ms', (p95 ?? never) - floorP95, 2)]
  const camera =
    cameraSameFrame === null || cameraWithinOne === null
      ? []
      : [
          check('beyond the next frame, %', (1 - cameraWithinOne) * 100, 5),
          ...(peer?.cameraSameFrame
            ? [check('not the same frame, %, beside timingsrc', (1 - cameraSameFrame) * 100, (1 - peer.cameraSameFrame) * 100)]
            : []),
        ]
  return [
    ...distance,
    ...Object.entries(convergeMs).flatMap(([step, ms]) => {
      const most = recoveries[step]
      return most === undefined ? [] : [check(`${step} ms`, ms, most)]
    }),
    check('rate writes a client-minute', row.rateWritesPerClientMinute, 4),
    check('off rate, %', (row.offRateShare ?? 1) * 100, 5),
    check('muted, %', (row.mutedShare ?? 1) * 100, 0),
    ...camera,
  ]
}
