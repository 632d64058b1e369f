import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { type Contender, contenders } from './ks/contenders.ts'
import { percentile } from './percentile.ts'

/** How fast a KS is made and read, beside the least that it could cost with Web Crypto and with Node alone. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, json: { type: 'string' } } })
const slicesPerRound = 10
const sliceMs = 20
const warmUps = 2
const batch = 1_000
const floor = 'Web Crypto alone'
const names = Object.keys(contenders)

/** In one slice: how often a second, and how long nothing else of the process could run. */
interface Slice {
  opsPerSecond: number
  pauseMs?: number
}
type Measure = (contender: Contender, ks: string) => Promise<Slice>

const operations: Readonly<Record<string, Measure>> = {
  encode: ({ encode }) => rate(encode),
  decode: ({ decode }, ks) => rate(() => decode(ks)),
  [`encode ${batch} at once`]: ({ encode }) => atOnce(encode),
}

const rows = []
for (const [operation, measure] of Object.entries(operations)) {
  const rounds: Record<string, Slice>[] = []
  for (let round = -warmUps; round < Number(values.rounds); round += 1) {
    const measured = await oneRound(measure)
    if (round >= 0) rounds.push(measured)
  }
  for (const contender of names) {
    const rates = rounds.map((round) => round[contender]?.opsPerSecond ?? Number.NaN)
    // The machine's own ups and downs hit all contenders of a round alike, so the shares are taken within rounds.
    const shares = rounds.map((round, index) => (rates[index] ?? Number.NaN) / (round[floor]?.opsPerSecond ?? Number.NaN))
    const pauses = rounds.flatMap((round) => round[contender]?.pauseMs ?? [])
    rows.push({
      contender,
      operation,
      opsPerSecond: Math.round(percentile(rates, 0.5)),
      worstOpsPerSecond: Math.round(Math.min(...rates)),
      ofWebCrypto: percentile(shares, 0.5),
      worstOfWebCrypto: Math.min(...shares),
      ...(pauses.length > 0 ? { pauseMs: percentile(pauses, 0.5), worstPauseMs: Math.max(...pauses) } : {}),
    })
  }
}

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, ${values.rounds} rounds, contenders in turn every ${sliceMs} ms`
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`
process.stdout.write(
  [
    machine,
    '',
    '| operation | contender | per second | worst round | of Web Crypto alone | worst round | longest pause ms, median and worst |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      ({ operation, contender, opsPerSecond, worstOpsPerSecond, ofWebCrypto, worstOfWebCrypto, pauseMs, worstPauseMs }) =>
        `| ${operation} | ${contender} | ${opsPerSecond} | ${worstOpsPerSecond} | ${percent(ofWebCrypto)} | ${percent(worstOfWebCrypto)} | ${
          pauseMs === undefined ? '' : `${pauseMs.toFixed(0)}, ${worstPauseMs?.toFixed(0)}`
        } |`,
    ),
    '',
  ].join('\n'),
)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`)

/** Contenders in turn, in short slices. */
async function oneRound(measure: Measure): Promise<Record<string, Slice>> {
  const slices: Record<string, Slice[]> = Object.fromEntries(names.map((name) => [name, []]))
  for (let slice = 0; slice < slicesPerRound; slice += 1) {
    for (const [name, contender] of Object.entries(contenders)) {
      const ks = await contender.encode()
      if (!(await contender.decode(ks)) || (await contender.decode(ks.replace(/.{5}$/, '0000='))))
        throw new Error(`${name} can't tell one KS from another.`)
      slices[name]?.push(await measure(contender, ks))
    }
  }
  return Object.fromEntries(Object.entries(slices).map(([name, all]) => [name, together(all)]))
}

function together(slices: readonly Slice[]): Slice {
  const pauses = slices.flatMap(({ pauseMs }) => pauseMs ?? [])
  const opsPerSecond = slices.reduce((sum, slice) => sum + slice.opsPerSecond, 0) / slices.length
  return { opsPerSecond, ...(pauses.length > 0 ? { pauseMs: Math.max(...pauses) } : {}) }
}

/** One after the other. */
async function rate(operation: () => unknown): Promise<Slice> {
  const startedAtMs = performance.now()
  let done = 0
  while (performance.now() - startedAtMs < sliceMs) {
    await operation()
    done += 1
  }
  return { opsPerSecond: (done / (performance.now() - startedAtMs)) * 1_000 }
}

/** As when a thousand viewers join; the pause is the longest in which nothing else of the process could run. */
async function atOnce(operation: () => unknown): Promise<Slice> {
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
