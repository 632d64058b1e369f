import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { median, percentile } from '../percentile.ts'
import { seededRandom } from '../seeded-random.ts'
import { openScreen } from './browser/camera.ts'
import { type Figures, figuresOf } from './browser/figures.ts'
import { haveCamera } from './browser/machine-tools.ts'
import { perform } from './browser/perform.ts'
import { type Delays, delaySets, delaysOf, floorsMs, scriptOf } from './browser/setting.ts'
import { openStage } from './browser/stage.ts'

/** How far apart four people are who watch one film in real browsers, over lines of different length: ours beside other laws and libraries, in one run. */
const { values } = parseArgs({
  options: {
    repeats: { type: 'string', default: '5' },
    script: { type: 'string', default: 'usual' },
    delays: { type: 'string', multiple: true, default: Object.keys(delaySets) },
    contenders: { type: 'string', default: 'ours,timingsrc,jellyfin,jellyfin as it ships,predecessor' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    /** Folder for the raw recordings of every run. */
    traces: { type: 'string' },
  },
})
const script = scriptOf(values.script)
const contenders = values.contenders.split(',')
const random = seededRandom(Number(values.seed))

const screen = haveCamera() ? await openScreen() : undefined
const stage = await openStage()
const rows = []
for (const delays of values.delays.map(delaysOf)) {
  const seen = new Map<string, Figures[]>(contenders.map((contender) => [contender, []]))
  for (let repeat = 1; repeat <= Number(values.repeats); repeat += 1) {
    for (const contender of shuffled(contenders)) {
      const figures = await performTwiceAtMost(contender, delays, repeat)
      seen.get(contender)?.push(figures)
      process.stdout.write(
        `${delays.name} ${repeat}/${values.repeats} ${contender}: p50 ${figures.p50.toFixed(1)}, p95 ${figures.p95.toFixed(1)} ms, ${JSON.stringify(figures.convergeMs)}, same frame ${percent(figures.cameraSameFrame)}, ${figures.rateWritesPerClientMinute.toFixed(1)} rate writes\n`,
      )
    }
  }
  for (const [contender, all] of seen) rows.push(rowOf(contender, delays, all))
}
stage.close()
screen?.close()

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, seed ${values.seed}, script ${script.name}, ${values.repeats} repeats (medians)`
process.stdout.write(`\n${machine}\n\n${table(rows)}\n`)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`)
process.exit(0)

/** A browser that does not come up gets a second chance; a contender that fails twice ends the benchmark. */
async function performTwiceAtMost(contender: string, delays: Delays, repeat: number): Promise<Figures> {
  const run = () => perform({ stage, screen, contender, script, delays, random })
  const performance = await run().catch((error: Error) => {
    process.stdout.write(`${contender} again, because of: ${error.message.split('\n')[0]}\n`)
    return run()
  })
  if (values.traces) writeFileSync(`${values.traces}/${delays.name}-${contender}-${repeat}.json`, JSON.stringify(performance))
  return figuresOf(performance, script.steadyAfterS)
}

/** Each figure is the median of the repeats; a step that was not recovered from counts as endless. */
function rowOf(contender: string, delays: Delays, all: readonly Figures[]) {
  const middle = (of: (figures: Figures) => number | null) => {
    const value = median(all.map((figures) => of(figures) ?? Number.POSITIVE_INFINITY))
    return Number.isFinite(value) ? value : null
  }
  const steps = Object.keys(all[0]?.convergeMs ?? {})
  return {
    contender,
    members: delays.clients.length,
    delays: delays.name,
    script: script.name,
    repeats: all.length,
    p50: middle(({ p50 }) => p50),
    p95: middle(({ p95 }) => p95),
    p99: middle(({ p99 }) => p99),
    floorP95: percentile(floorsMs(delays), 0.95),
    shownP50: middle(({ shownP50 }) => shownP50),
    shownP95: middle(({ shownP95 }) => shownP95),
    seeksPerClientMinute: middle(({ seeksPerClientMinute }) => seeksPerClientMinute),
    rateWritesPerClientMinute: middle(({ rateWritesPerClientMinute }) => rateWritesPerClientMinute),
    offRateShare: middle(({ offRateShare }) => offRateShare),
    maxRateDelta: middle(({ maxRateDelta }) => maxRateDelta),
    convergeMs: Object.fromEntries(steps.map((step) => [step, middle(({ convergeMs }) => convergeMs[step] ?? null)])),
    cameraSameFrame: middle(({ cameraSameFrame }) => cameraSameFrame),
    cameraWithinOne: middle(({ cameraWithinOne }) => cameraWithinOne),
    cameraReadable: middle(({ cameraReadable }) => cameraReadable),
    mutedShare: middle(({ mutedShare }) => mutedShare),
  }
}

function table(rows: readonly ReturnType<typeof rowOf>[]): string {
  const ms = (value: number | null) => (value === null ? 'never' : value.toFixed(1))
  const steps = Object.keys(rows[0]?.convergeMs ?? {})
  const head = [
    'contender',
    'delays',
    'p50',
    'p95',
    'p99 ms',
    'floor',
    ...steps,
    'rate writes',
    'seeks',
    'off rate',
    'muted',
    'same frame',
    'within one',
  ]
  const lines = rows.map((row) =>
    [
      row.contender,
      row.delays,
      ...[row.p50, row.p95, row.p99, row.floorP95].map(ms),
      ...steps.map((step) => ms(row.convergeMs[step] ?? null)),
      ms(row.rateWritesPerClientMinute),
      (row.seeksPerClientMinute ?? 0).toFixed(2),
      percent(row.offRateShare),
      percent(row.mutedShare),
      percent(row.cameraSameFrame),
      percent(row.cameraWithinOne),
    ].join(' | '),
  )
  return [head.join(' | '), head.map(() => '---').join('|'), ...lines].map((line) => `| ${line} |`).join('\n')
}

function percent(share: number | null): string {
  return share === null ? 'no camera' : `${(share * 100).toFixed(0)} %`
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}
