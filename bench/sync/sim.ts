import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { drawBars } from '../plot/draw-bars.ts'
import { contenders } from './sim/contenders.ts'
import { comparisonOf, goalsOf } from './sim/judge.ts'
import type { Mix } from './sim/play-evening.ts'
import { type Row, rowsOf } from './sim/rows.ts'

/** How far apart the members of a room are, ours beside the control laws of others, in virtual time. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-32' },
    members: { type: 'string', default: '8' },
    mixes: { type: 'string', default: 'good,typical,mixed,poor,harsh' },
    contenders: { type: 'string', default: Object.keys(contenders).join(',') },
    json: { type: 'string' },
    svg: { type: 'string' },
  },
})
const mixes: readonly Mix[] = (['good', 'typical', 'mixed', 'poor', 'harsh'] as const).filter((mix) =>
  values.mixes.split(',').includes(mix),
)
const [first = 1, last = first] = values.seeds.split('-').map(Number)
const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index)
const members = Number(values.members)

const rows: Row[] = []
for (const mix of mixes) {
  const named = Object.entries(contenders).filter(([name]) => values.contenders.split(',').includes(name))
  for await (const row of rowsOf({ contenders: named, mix, members, seeds })) {
    rows.push(row)
    process.stderr.write(`${mix}, ${row.contender}: p95 ${row.p95.toFixed(1)} ms\n`)
  }
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, seeds ${values.seeds}, ${members} members`
const fixed = (value: number | null, digits = 0) => (value === null ? 'never' : value.toFixed(digits))
const table = [
  '| mix | contender | p50 ms | p95 ms | p99 ms | floor p95 | seeks/min | rate writes/min | off rate | largest | play ms | seek | resume | late join | stall | −600 | failover |',
  `|${'---|'.repeat(17)}`,
  ...rows.map(
    ({
      mix,
      contender,
      p50,
      p95,
      p99,
      floorP95,
      seeksPerClientMinute,
      rateWritesPerClientMinute,
      offRateShare,
      maxRateDelta,
      convergeMs,
    }) => {
      const { play, seek, resume, lateJoin, stall, lag600, failover } = convergeMs
      const measures = [p50, p95, p99, floorP95].map((value) => fixed(value, 1))
      const writes = [
        fixed(seeksPerClientMinute, 3),
        fixed(rateWritesPerClientMinute, 1),
        `${fixed(offRateShare * 100, 1)} %`,
        fixed(maxRateDelta, 2),
      ]
      const times = [play, seek, resume, lateJoin, stall, lag600, failover].map((value) => fixed(value))
      return `| ${[mix, contender, ...measures, ...writes, ...times].join(' | ')} |`
    },
  ),
]
process.stdout.write([machine, '', ...table, '', ...goalsOf(rows), '', ...comparisonOf(rows), ''].join('\n'))
if (values.json)
  writeFileSync(
    values.json,
    `${JSON.stringify(
      rows.map(({ facts: _, outsideBoundShare: __, ...row }) => row),
      null,
      2,
    )}\n`,
  )
if (values.svg) {
  const groups = mixes.map((mix) => ({
    name: mix,
    bars: rows.filter((row) => row.mix === mix).map(({ contender, p95 }) => ({ name: contender, value: p95 })),
    mark: rows.find((row) => row.mix === mix)?.floorP95,
  }))
  writeFileSync(values.svg, drawBars({ title: 'Pairwise distance, 95th percentile, ms', markName: 'what clocks cannot see', groups }))
}
