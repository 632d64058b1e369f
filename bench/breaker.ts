import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { UnavailableError } from '@kaltura-discord/core'
import { createResilience } from '@kaltura-discord/core/resilience'
import { percentile } from './percentile.ts'

/** What an answer costs while a circuit is open, beside a promise that is rejected at once; then what is asked of a system that is well again. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, json: { type: 'string' } } })
const rounds = Number(values.rounds)
const warmUps = 2
const perRound = 2_000
const crowd = 128
const concurrent = 8
const breakMs = 1_000

const down = new UnavailableError('down')
const open = await opened(60_000)
const contenders = [
  { contender: 'a rejected promise', ask: () => Promise.reject(down) },
  { contender: 'ours, open', ask: () => open.run(() => Promise.reject(new TypeError('nobody is asked')), { repeatable: true }) },
]
const times: number[][] = contenders.map(() => [])
for (let round = -warmUps; round < rounds; round += 1) {
  for (const [index, { ask }] of contenders.entries()) {
    const measured = await answerTimes(ask)
    if (round >= 0) times[index]?.push(...measured)
  }
}
const rows = contenders.map(({ contender }, index) => ({
  contender,
  answers: times[index]?.length ?? 0,
  p50Ms: percentile(times[index] ?? [], 0.5),
  p99Ms: percentile(times[index] ?? [], 0.99),
  worstMs: percentile(times[index] ?? [], 1),
}))
const recovery = await recovered()

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, ${rounds} rounds of ${perRound} answers after ${warmUps}, contenders in turn`
process.stdout.write(
  [
    machine,
    '',
    '| contender | answers | p50 ms | p99 ms | worst ms |',
    '|---|---|---|---|---|',
    ...rows.map(
      (row) => `| ${row.contender} | ${row.answers} | ${[row.p50Ms, row.p99Ms, row.worstMs].map((ms) => ms.toFixed(4)).join(' | ')} |`,
    ),
    '',
    '| who asked when it was well again | asked before the probe was answered | at once afterwards, at most | room | answered |',
    '|---|---|---|---|---|',
    `| ${recovery.crowd} | ${recovery.probes} | ${recovery.mostAtOnce} | ${recovery.concurrent} | ${recovery.answered} |`,
    '',
  ].join('\n'),
)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows, recovery }, null, 2)}\n`)

/** A guard whose circuit is open. */
async function opened(forMs: number) {
  const guard = createResilience({ name: 'It', retries: 0, breakAfter: 5, breakMs: forMs, concurrent, waiting: crowd })
  for (let outage = 0; outage < 5; outage += 1) await guard.run(() => Promise.reject(down), { repeatable: true }).catch(() => undefined)
  if (guard.circuit !== 'open') throw new Error('The circuit did not open.')
  return guard
}

async function answerTimes(ask: () => Promise<unknown>): Promise<number[]> {
  const measured: number[] = []
  for (let answer = 0; answer < perRound; answer += 1) {
    const askedAtMs = performance.now()
    const error = await ask().catch((caught: unknown) => caught)
    measured.push(performance.now() - askedAtMs)
    if (!(error instanceof UnavailableError)) throw new Error('This is no answer of an open circuit.', { cause: error })
  }
  return measured
}

/** Many ask at the moment when a circuit may be tried again; each question takes 20 ms. */
async function recovered() {
  const guard = await opened(breakMs)
  await pause(breakMs + 50)
  const seen = { asked: 0, underWay: 0, mostAtOnce: 0, probes: 0, answered: 0 }
  const question = async () => {
    seen.asked += 1
    seen.underWay += 1
    if (seen.asked > 1) seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.underWay)
    await pause(20)
    if (seen.probes === 0) seen.probes = seen.asked
    seen.underWay -= 1
    seen.answered += 1
  }
  await Promise.all(Array.from({ length: crowd }, () => guard.run(question, { repeatable: true })))
  return { crowd, concurrent, probes: seen.probes, mostAtOnce: seen.mostAtOnce, answered: seen.answered }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
