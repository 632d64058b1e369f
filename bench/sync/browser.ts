import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { drawBars } from '../plot/draw-bars.ts'
import { seededRandom } from '../seeded-random.ts'
import { openScreen } from './browser/camera.ts'
import { type Figures, figuresOf } from './browser/figures.ts'
import { goalsOf } from './browser/judge.ts'
import { haveCamera } from './browser/machine-tools.ts'
import { perform } from './browser/perform.ts'
import { percent, type Row, rowOf, table } from './browser/rows.ts'
import { type Delays, delaySets, delaysOf, scriptOf } from './browser/setting.ts'
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
    svg: { type: 'string' },
    /** Folder for the raw recordings of every run. */
    traces: { type: 'string' },
  },
})
const script = scriptOf(values.script)
const contenders = values.contenders.split(',')
const random = seededRandom(Number(values.seed))

const screen = haveCamera() ? await openScreen() : undefined
const stage = await openStage()
const rows: Row[] = []
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
  for (const [contender, all] of seen) rows.push(rowOf({ contender, script: script.name }, delays, all))
}
stage.close()
screen?.close()

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const machine = `${cpus().length} cores, Node ${process.version}, commit ${commit}, seed ${values.seed}, script ${script.name}, ${values.repeats} repeats (medians)`
process.stdout.write(['', machine, '', table(rows), '', ...goalsOf(rows), ''].join('\n'))
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`)
if (values.svg) {
  const groups = values.delays.map((given) => {
    const own = rows.filter(({ delays }) => delays === delaysOf(given).name)
    const bars = own.map(({ contender, p95 }) => ({ name: contender, value: p95 ?? Number.POSITIVE_INFINITY }))
    return { name: delaysOf(given).name, bars, mark: own[0]?.floorP95 || undefined }
  })
  const title = 'Pairwise distance in real browsers, 95th percentile, ms'
  writeFileSync(values.svg, drawBars({ title, markName: 'what clocks cannot see', groups }))
}
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

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}
