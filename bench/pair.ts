import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { launchBrowser } from '../test/browser.ts'
import { startEverything } from '../test/story/party.ts'
import { clip, kalturaDiscordPair, type Pair, type PairOptions, relayPair } from './pair/contenders.ts'
import { type Look, lookAtPair } from './pair/skew.ts'
import { percentile } from './percentile.ts'
import { seededRandom } from './seeded-random.ts'

/** How far apart two people are who watch together: kaltura-discord beside a plain relay, in one run, over the same slow network. */
const { values } = parseArgs({
  options: { repeats: { type: 'string', default: '5' }, json: { type: 'string' }, seed: { type: 'string', default: '1' } },
})
const contenders: Record<string, (options: PairOptions) => Promise<Pair>> = {
  'kaltura-discord': kalturaDiscordPair,
  'plain relay': relayPair,
}
/** One way, per connection in turn: a good line, a fair one, and one far away. */
const lines = [
  { oneWayMs: 10, jitterMs: 2 },
  { oneWayMs: 45, jitterMs: 5 },
  { oneWayMs: 90, jitterMs: 15 },
]
const settleMs = 5000

const everything = await startEverything()
const looks: Record<string, Look[]> = {}
for (let repeat = 0; repeat < Number(values.repeats); repeat += 1) {
  for (const [name, open] of Object.entries(contenders)) {
    const browser = await launchBrowser()
    const random = seededRandom(Number(values.seed) * 1000 + repeat)
    const delays = lines.map(({ oneWayMs, jitterMs }) => {
      const wayMs = () => oneWayMs + random() * jitterMs
      return { upMs: wayMs, downMs: wayMs }
    })
    const pair = await open({ browser, delays, everything })
    await new Promise((done) => setTimeout(done, settleMs))
    const look = await lookAtPair(pair.host, pair.viewer, clip.fps)
    looks[name] = [...(looks[name] ?? []), look]
    process.stdout.write(`${repeat + 1}/${values.repeats} ${name}: p50 ${percentile(look.positionMs, 0.5).toFixed(1)} ms\n`)
    await pair.close()
    await browser.close()
  }
}

const rows = Object.entries(looks).map(([contender, all]) => ({
  contender,
  ...figures(all.flatMap(({ positionMs }) => positionMs)),
  worstRunP50Ms: Math.max(...all.map(({ positionMs }) => percentile(positionMs, 0.5))),
  withinOneFrame: all.filter(({ shownFrames }) => shownFrames <= 1.05).length / all.length,
  runs: all.length,
}))
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, seed ${values.seed}`
process.stdout.write(
  [
    '',
    machine,
    '',
    '| contender | p50 ms | p95 ms | p99 ms | worst run p50 ms | screens within 1 frame | runs |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      ({ contender, p50Ms, p95Ms, p99Ms, worstRunP50Ms, withinOneFrame, runs }) =>
        `| ${contender} | ${p50Ms.toFixed(1)} | ${p95Ms.toFixed(1)} | ${p99Ms.toFixed(1)} | ${worstRunP50Ms.toFixed(1)} | ${(withinOneFrame * 100).toFixed(0)} % | ${runs} |`,
    ),
    '',
  ].join('\n'),
)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`)
await everything.close()
process.exit(0)

function figures(samples: readonly number[]) {
  return { p50Ms: percentile(samples, 0.5), p95Ms: percentile(samples, 0.95), p99Ms: percentile(samples, 0.99) }
}
