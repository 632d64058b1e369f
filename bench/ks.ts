import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { contenders } from './ks/contenders.ts'
import { percentile } from './pair/skew.ts'

/** How fast a KS is made and read, beside the least that it could cost with Web Crypto and with Node alone. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, json: { type: 'string' } } })
const roundMs = 200
const warmUps = 3
const batch = 1_000

const encode = 'encode'
const decode = 'decode'
const whole = `encode ${batch} at once`
const samples = new Map<string, { contender: string; operation: string; opsPerSecond: number[]; pauseMs: number[] }>()
for (let round = -warmUps; round < Number(values.rounds); round += 1) {
  for (const [contender, { encode: make, decode: read }] of Object.entries(contenders)) {
    const ks = await make()
    if (!(await read(ks)) || (await read(ks.replace(/.{5}$/, '0000=')))) throw new Error(`${contender} can't tell a KS from another.`)
    note(round, contender, encode, { opsPerSecond: await rate(make) })
    note(round, contender, decode, { opsPerSecond: await rate(() => read(ks)) })
    note(round, contender, whole, await atOnce(make))
  }
}

const rows = [...samples.values()].map(({ contender, operation, opsPerSecond, pauseMs }) => ({
  contender,
  operation,
  opsPerSecond: Math.round(percentile(opsPerSecond, 0.5)),
  worstOpsPerSecond: Math.round(Math.min(...opsPerSecond)),
  ...(pauseMs.length > 0 ? { worstPauseMs: Math.max(...pauseMs) } : {}),
}))
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, ${values.rounds} rounds of ${roundMs} ms, contenders in turn`
const share = (operation: string, contender: string, floor: string): string => {
  const of = (name: string) => rows.find((row) => row.operation === operation && row.contender === name)?.opsPerSecond ?? Number.NaN
  return `${((of(contender) / of(floor)) * 100).toFixed(0)} %`
}
process.stdout.write(
  [
    machine,
    '',
    '| operation | contender | per second (median) | per second (worst round) | of Web Crypto alone | longest pause ms |',
    '|---|---|---|---|---|---|',
    ...[encode, decode, whole].flatMap((operation) =>
      rows
        .filter((row) => row.operation === operation)
        .map(
          ({ contender, opsPerSecond, worstOpsPerSecond, worstPauseMs }) =>
            `| ${operation} | ${contender} | ${opsPerSecond} | ${worstOpsPerSecond} | ${share(operation, contender, 'Web Crypto alone')} | ${worstPauseMs?.toFixed(1) ?? ''} |`,
        ),
    ),
    '',
  ].join('\n'),
)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`)

function note(round: number, contender: string, operation: string, measured: { opsPerSecond: number; pauseMs?: number }): void {
  if (round < 0) return
  const key = `${contender} ${operation}`
  const row = samples.get(key) ?? { contender, operation, opsPerSecond: [], pauseMs: [] }
  row.opsPerSecond.push(measured.opsPerSecond)
  if (measured.pauseMs !== undefined) row.pauseMs.push(measured.pauseMs)
  samples.set(key, row)
}

/** One after the other. */
async function rate(operation: () => unknown): Promise<number> {
  const startedAtMs = performance.now()
  let done = 0
  while (performance.now() - startedAtMs < roundMs) {
    await operation()
    done += 1
  }
  return (done / (performance.now() - startedAtMs)) * 1_000
}

/** As when a thousand viewers join; the pause is the longest in which nothing else of the process could run. */
async function atOnce(operation: () => unknown): Promise<{ opsPerSecond: number; pauseMs: number }> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  await new Promise((resolve) => setTimeout(resolve, 5))
  delays.reset()
  const startedAtMs = performance.now()
  await Promise.all(Array.from({ length: batch }, operation))
  const tookMs = performance.now() - startedAtMs
  await new Promise((resolve) => setTimeout(resolve, 5))
  delays.disable()
  return { opsPerSecond: (batch / tookMs) * 1_000, pauseMs: delays.max / 1e6 }
}
