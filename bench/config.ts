import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type Contender, createContenders } from './config/contenders.ts'
import { measureHeap } from './config/heap.ts'
import { peersFolder } from './config/npm-peers.ts'
import { writeSetting } from './config/setting.ts'
import { installPeers } from './install-peers.ts'
import { median } from './percentile.ts'

/** What a setting costs: looked up, and resolved anew from file, environment and database, beside node-config and c12 in one run; and what many guilds hold. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, json: { type: 'string' } } })
const sliceMs = 50
const warmUps = 2

installPeers(peersFolder)
const setting = writeSetting()
const contenders = await createContenders(setting)
const rates: number[][] = contenders.map(() => [])
for (let round = -warmUps; round < Number(values.rounds); round += 1) {
  for (const [index, contender] of contenders.entries()) {
    const perSecond = await rate(contender)
    if (round >= 0) rates[index]?.push(perSecond)
  }
}
const rows = contenders.map(({ operation, name }, index) => ({
  operation,
  contender: name,
  microseconds: 1e6 / median(rates[index] ?? []),
  worstMicroseconds: 1e6 / Math.min(...(rates[index] ?? [])),
}))
const heap = [await measureHeap(setting, 1000), await measureHeap(setting, 10_000)]

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, ${values.rounds} rounds after ${warmUps}, contenders in turn every ${sliceMs} ms`
process.stdout.write(
  [
    machine,
    '',
    '| operation | contender | µs | worst round |',
    '|---|---|---|---|',
    ...rows.map(
      (row) => `| ${row.operation} | ${row.contender} | ${row.microseconds.toPrecision(3)} | ${row.worstMicroseconds.toPrecision(3)} |`,
    ),
    '',
    '| guilds | copies at most | MB after one pass | MB after the last |',
    '|---|---|---|---|',
    ...heap.map((row) => `| ${row.guilds} × ${row.passes} | ${row.size} | ${row.firstMb.toFixed(2)} | ${row.lastMb.toFixed(2)} |`),
    '',
  ].join('\n'),
)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows, heap }, null, 2)}\n`)

async function rate({ operation, name, run }: Contender): Promise<number> {
  const startedAtMs = performance.now()
  const atOnce = operation === 'look up' ? 1000 : 1 // reading the clock costs more than a lookup
  let done = 0
  do {
    for (let index = 0; index < atOnce; index += 1) {
      const value = run()
      if ((value instanceof Promise ? await value : value) !== 'fr') throw new Error(`${name} does not give the language.`)
    }
    done += atOnce
  } while (performance.now() - startedAtMs < sliceMs)
  return (done / (performance.now() - startedAtMs)) * 1000
}
