import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { installPeers } from './install-peers.ts'
import { median } from './percentile.ts'
import { drawBars } from './plot/draw-bars.ts'
import { byHand, type Contender, contenders } from './templates/contenders.ts'
import { fillBars } from './templates/fill-bars.ts'
import { capMb, capS, hostileCases, runHostile } from './templates/hostile.ts'
import { filling, type Message, messages } from './templates/messages.ts'
import { peersFolder } from './templates/npm-peers.ts'

/** How fast templates are read and filled, and what hostile ones cost, ours beside handlebars, mustache and LiquidJS in one run. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, json: { type: 'string' }, svg: { type: 'string' } } })
const sliceMs = 20
const warmUps = 3
const floor = 'by hand'
const operations = ['fill', 'read and fill once'] as const

installPeers(peersFolder)
const all = contenders()
const rows = messages.flatMap((message) => operations.flatMap((operation) => measure(message, operation)))
const hostile = []
for (const [index, { name, sources }] of hostileCases.entries()) {
  for (const contender of all)
    if (sources[contender.name]) hostile.push({ name, contender: contender.name, ...(await runHostile(index, contender.name)) })
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, ${values.rounds} rounds after ${warmUps}, contenders in turn every ${sliceMs} ms`
process.stdout.write(
  [
    machine,
    '',
    '| message | operation | contender | per second | worst round |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row.message} | ${row.operation} | ${row.contender} | ${row.perSecond} | ${row.worst} |`),
    '',
    `Each in a process of its own, with ${capS} s and a heap of ${capMb} MB:`,
    '',
    '| hostile | contender | outcome | ms | MB more |',
    '|---|---|---|---|---|',
    ...hostile.map(
      ({ name, contender, outcome, ms, mb }) =>
        `| ${name} | ${contender} | ${outcome} | ${ms?.toFixed(1) ?? ''} | ${mb?.toFixed(0) ?? ''} |`,
    ),
    '',
  ].join('\n'),
)
if (values.svg) writeFileSync(values.svg, drawBars(fillBars(rows)))
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows, hostile }, null, 2)}\n`)

/** All contenders in turn, in short slices, so that the machine's ups and downs hit them alike. */
function measure(message: Message, operation: (typeof operations)[number]) {
  const candidates = Object.entries({
    ...Object.fromEntries(all.map((contender) => [contender.name, operationOf(contender, message, operation)])),
    ...(operation === 'fill' && byHand[message.name] ? { [floor]: () => byHand[message.name]?.(filling) ?? '' } : {}),
  })
  for (const [name, run] of candidates)
    if (!/Ada Lovelace|Marine biology/.test(run())) throw new Error(`${name} doesn't print ${message.name}.`)
  const rates: Record<string, number[]> = Object.fromEntries(candidates.map(([name]) => [name, []]))
  for (let round = -warmUps; round < Number(values.rounds); round += 1) {
    for (const [name, run] of candidates) {
      const perSecond = rate(run)
      if (round >= 0) rates[name]?.push(perSecond)
    }
  }
  return Object.entries(rates).map(([contender, each]) => ({
    message: message.name,
    operation,
    contender,
    perSecond: Math.round(median(each)),
    worst: Math.round(Math.min(...each)),
  }))
}

function operationOf(contender: Contender, message: Message, operation: (typeof operations)[number]): () => string {
  const source = contender.sourceOf(message)
  if (operation === 'read and fill once') return () => contender.read(source)(filling)
  const fill = contender.read(source)
  return () => fill(filling)
}

function rate(run: () => string): number {
  const startedAtMs = performance.now()
  let [done, characters] = [0, 0]
  while (performance.now() - startedAtMs < sliceMs) {
    characters += run().length
    done += 1
  }
  if (characters === 0) throw new Error('Nothing was printed.')
  return (done / (performance.now() - startedAtMs)) * 1_000
}
