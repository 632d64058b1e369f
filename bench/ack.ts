import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../test/embedded-postgres.ts'
import { type Figures, type Post, pace, saturate } from './ack/load.ts'
import type { AckSetting } from './ack/server.ts'
import { median } from './percentile.ts'
import { drawBars } from './plot/draw-bars.ts'
import { startLife } from './receiver/life.ts'
import { notificationOf } from './receiver/notification.ts'

/** What a durable acknowledgement costs, beside the least that it could: how many in a second, and how long each takes at 500 a second. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    stores: { type: 'string', default: 'sqlite,postgres' },
    json: { type: 'string' },
    svg: { type: 'string' },
  },
})
const forMs = Number(values.seconds) * 1000
const connections = 20
const perSecond = 500
const contenders = ['floor', 'ours'] as const
const keys = { token: crypto.randomUUID(), secret: crypto.randomUUID() }
const folder = await mkdtemp(join(tmpdir(), 'ack-'))
let nextIndex = 1

/** One line of the table. */
interface Row {
  store: string
  contender: string
  perSecond: number
  ofFloor: number
  p50Ms: number
  p99Ms: number
  pacedP50Ms: number
  pacedP99Ms: number
  pacedPerSecond: number
}
const rows: Row[] = []
for (const store of values.stores.split(',')) {
  const postgres = store === 'postgres' ? await startEmbeddedPostgres() : undefined
  const rounds: Record<string, { most: Figures; paced: Figures }>[] = []
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const measured: Record<string, { most: Figures; paced: Figures }> = {}
    for (const contender of round % 2 ? contenders.toReversed() : contenders) {
      const file = join(folder, `${round}-${contender}.db`)
      measured[contender] = await measure({
        ...keys,
        contender,
        place: postgres ? { store: 'postgres', url: postgres.url } : { store: 'sqlite', file },
      })
    }
    rounds.push(measured)
  }
  await postgres?.stop()
  for (const contender of contenders) {
    const of = (pick: (figures: { most: Figures; paced: Figures }) => number) =>
      median(rounds.flatMap((round) => (round[contender] ? pick(round[contender]) : [])))
    rows.push({
      store,
      contender,
      perSecond: of(({ most }) => most.perSecond),
      // The machine's own ups and downs hit both of a round alike, so the shares are taken within rounds.
      ofFloor: median(
        rounds.map((round) => (round[contender]?.most.perSecond ?? Number.NaN) / (round.floor?.most.perSecond ?? Number.NaN)),
      ),
      p50Ms: of(({ most }) => most.p50Ms),
      p99Ms: of(({ most }) => most.p99Ms),
      pacedP50Ms: of(({ paced }) => paced.p50Ms),
      pacedP99Ms: of(({ paced }) => paced.p99Ms),
      pacedPerSecond: of(({ paced }) => paced.perSecond),
    })
  }
}
await rm(folder, { recursive: true })

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, ${values.rounds} rounds in turn, ${connections} connections, load in a process of its own`
process.stdout.write(
  [
    machine,
    '',
    'The floor inserts each row by a statement and a commit of its own; of ours those that wait share one, which wins back a part of what judging costs.',
    '',
    `| store | contender | acknowledged/s | of the floor | p50 ms | p99 ms | at ${perSecond}/s: p50 ms | p99 ms |`,
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.store} | ${row.contender} | ${row.perSecond.toFixed(0)} | ${(row.ofFloor * 100).toFixed(0)} % | ${row.p50Ms.toFixed(1)} | ${row.p99Ms.toFixed(1)} | ${row.pacedP50Ms.toFixed(1)} | ${row.pacedP99Ms.toFixed(1)} |`,
    ),
    '',
  ].join('\n'),
)
if (values.svg) {
  const groups = values.stores.split(',').map((name) => ({
    name,
    bars: rows
      .filter(({ store }) => store === name)
      .map((row) => ({ name: row.contender, value: row.perSecond }))
      .reverse(),
  }))
  writeFileSync(values.svg, drawBars({ title: 'Durable acknowledgements a second', groups }))
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`)

/** In a process and a database of its own. */
async function measure(setting: AckSetting): Promise<{ most: Figures; paced: Figures }> {
  const life = startLife(new URL('ack/server.ts', import.meta.url), setting)
  try {
    const ready = await Promise.race([life.ready, life.died])
    const port = Number(new URL(ready?.url ?? '').port)
    await saturate(port, await posts(500), { connections, forMs: 100 }) // warm-up, thrown away
    const most = await saturate(port, await posts(forMs * 12), { connections, forMs })
    const paced = await pace(port, await posts((forMs / 1000) * perSecond + 100), { perSecond, forMs })
    return { most, paced }
  } finally {
    await life.end('SIGKILL')
  }
}

/** Signed before anything is measured. */
async function posts(count: number): Promise<Post[]> {
  const made: Post[] = []
  for (let left = count; left > 0; left -= 1) made.push(await notificationOf(nextIndex++, keys))
  return made
}
