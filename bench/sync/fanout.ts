import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { percentile } from '../percentile.ts'
import { drawBars } from '../plot/draw-bars.ts'
import type { Contender } from './fanout/contender.ts'
import { contenders } from './fanout/contenders.ts'
import { type Crowd, disperse, gather, type Shape } from './fanout/crowd.ts'
import { findLimit, type Limit } from './fanout/limit.ts'
import { type ServerProcess, startServer } from './fanout/server-process.ts'
import { measureAcrossNodes } from './fanout/two-nodes.ts'
import { installPeers } from './npm-peers.ts'

/** How much a room host can tell how many, ours beside bare `ws` with the same bytes, socket.io and colyseus: one server process, the load in this one. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    contenders: { type: 'string', default: contenders.map(({ name }) => name).join(',') },
    shapes: { type: 'string', default: '1x50,1000x5' },
    /** Two nodes over one Redis, `redis://127.0.0.1:6379` or what `BENCH_REDIS_URL` names: `none` leaves it out. */
    nodes: { type: 'string', default: '200x5' },
    json: { type: 'string' },
    /** What earlier runs of one round each wrote with `--json`: they count as rounds, so that a shared machine need not be had for all of them at once. */
    add: { type: 'string', multiple: true, default: [] },
    svg: { type: 'string' },
  },
})
installPeers()
const chosen = contenders.filter(({ name }) => values.contenders.split(',').includes(name))
const shapes = values.shapes.split(',').map((shape) => ({ shape, ...shapeOf(shape) }))

interface Run extends Limit, Arrival {
  contender: string
  shape: string
  /** Resident, where V8 may not spread out: of a server of its own, because that costs a busy one time. */
  frugalBytesPerConnection: number
  /** Everybody gone at once and back at once, until all are in again. */
  stormMs: number
}

interface Arrival {
  handshakesPerSecond: number
  /** Resident, and alive in the heap. */
  bytesPerConnection: number
  heapBytesPerConnection: number
}

/** V8's young generation grows to 134 MB while thousands come in, and stays counted. */
const frugal = ['--max-semi-space-size=4']

const runs = values.add.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as Run[])
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const { shape, ...size } of shapes) {
    for (const contender of rotated(chosen, round)) {
      const run = { contender: contender.name, shape, ...(await measure(contender, size)) }
      runs.push(run)
      process.stderr.write(
        `round ${round + 1}, ${shape}, ${contender.name}: ${Math.round(run.deliveriesPerSecond)} a second at p99 ${run.p99.toFixed(1)} ms\n`,
      )
    }
  }
}

async function measure(contender: Contender, shape: Shape): Promise<Omit<Run, 'contender' | 'shape'>> {
  const frugalBytesPerConnection = await measureFrugally(contender, shape)
  const server = await startServer(contender.name)
  try {
    const { arrival, ...arrived } = await arrive(contender, shape, server)
    let { crowd } = arrived
    const limit = await findLimit(contender, crowd, server, 10_000)
    disperse(crowd)
    const stormAtMs = performance.now()
    crowd = await gather(contender, shape, () => server.port)
    const stormMs = performance.now() - stormAtMs
    disperse(crowd)
    return { ...limit, ...arrival, frugalBytesPerConnection, stormMs }
  } finally {
    await server.stop()
  }
}

async function measureFrugally(contender: Contender, shape: Shape): Promise<number> {
  const server = await startServer(contender.name, { flags: frugal })
  try {
    const { arrival, crowd } = await arrive(contender, shape, server)
    disperse(crowd)
    return arrival.bytesPerConnection
  } finally {
    await server.stop()
  }
}

async function arrive(contender: Contender, shape: Shape, server: ServerProcess): Promise<{ arrival: Arrival; crowd: Crowd }> {
  await warmUp(contender, server.port)
  const empty = await server.memory()
  const startMs = performance.now()
  const crowd = await gather(contender, shape, () => server.port)
  const gatheredMs = performance.now() - startMs
  await wait(1500)
  const connections = shape.rooms * shape.members
  const full = await server.memory()
  const arrival = {
    handshakesPerSecond: (connections / gatheredMs) * 1000,
    bytesPerConnection: (full.residentBytes - empty.residentBytes) / connections,
    heapBytesPerConnection: (full.heapBytes - empty.heapBytes) / connections,
  }
  return { arrival, crowd }
}

/** Code that never ran is slow, and its memory is nobody's connection. */
async function warmUp(contender: Contender, port: number): Promise<void> {
  const crowd = await gather(contender, { rooms: 20, members: 5 }, () => port)
  for (const [first] of crowd) first?.send(contender.message(0))
  await wait(300)
  disperse(crowd)
  await wait(300)
}

const compared = shapes.flatMap(({ shape }) => chosen.map(({ name }) => rowOf(shape, name)))
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim()
const table = [
  `${cpus().length} cores, Node ${process.version}, commit ${commit}, medians of ${roundsOf()} rounds`,
  '',
  '| shape | contender | deliveries/s at p99 ≤ 10 ms | of bare ws | p50 ms | p99 ms | CPU of one core | kB a connection, resident | with a young generation of 4 MB | kB alive | handshakes/s | storm ms |',
  `|${'---|'.repeat(12)}`,
  ...compared.map((row) => {
    const bare = compared.find(({ shape, contender }) => shape === row.shape && contender === 'ws')
    const share = bare ? `${Math.round((row.deliveriesPerSecond / bare.deliveriesPerSecond) * 100)} %` : ''
    const cells = [
      row.shape,
      row.contender,
      Math.round(row.deliveriesPerSecond),
      share,
      row.p50.toFixed(1),
      row.p99.toFixed(1),
      `${Math.round(row.cpuShare * 100)} %`,
      (row.bytesPerConnection / 1000).toFixed(1),
      (row.frugalBytesPerConnection / 1000).toFixed(1),
      (row.heapBytesPerConnection / 1000).toFixed(1),
      Math.round(row.handshakesPerSecond),
      Math.round(row.stormMs),
    ]
    return `| ${cells.join(' | ')} |`
  }),
]
process.stdout.write(`${table.join('\n')}\n`)

const results: object[] = [...compared]
const [ours] = contenders
if (ours && values.nodes !== 'none') {
  const { clockP95Ms, clockMaxMs, ...across } = await measureAcrossNodes(ours, shapeOf(values.nodes))
  const apart = `clocks apart p95 ${clockP95Ms.toFixed(2)} ms, at most ${clockMaxMs.toFixed(2)} ms`
  const told = `${Math.round(across.deliveriesPerSecond)} deliveries/s at p50 ${across.p50.toFixed(1)}, p99 ${across.p99.toFixed(1)} ms`
  process.stdout.write(`\nTwo nodes over Redis, ${values.nodes}: ${told}; ${apart}.\n`)
  results.push({ contender: 'ours, two nodes', shape: values.nodes, ...across, clockP95Ms, clockMaxMs })
}
if (values.svg) {
  const bars = (shape: string) =>
    compared.filter((row) => row.shape === shape).map((row) => ({ name: row.contender, value: row.deliveriesPerSecond }))
  const groups = shapes.map(({ shape }) => ({ name: shape, bars: bars(shape) }))
  writeFileSync(values.svg, drawBars({ title: 'Deliveries a second at p99 ≤ 10 ms', groups }))
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
process.exit(0)

function roundsOf(): number {
  const [first] = chosen
  return runs.filter(({ shape, contender }) => shape === shapes[0]?.shape && contender === first?.name).length
}

function rowOf(shape: string, contender: string): Run {
  const own = runs.filter((run) => run.shape === shape && run.contender === contender)
  const median = (of: (run: Run) => number) => percentile(own.map(of), 0.5)
  return {
    contender,
    shape,
    deliveriesPerSecond: median((run) => run.deliveriesPerSecond),
    p50: median((run) => run.p50),
    p99: median((run) => run.p99),
    arrived: median((run) => run.arrived),
    cpuShare: median((run) => run.cpuShare),
    bytesPerConnection: median((run) => run.bytesPerConnection),
    frugalBytesPerConnection: median((run) => run.frugalBytesPerConnection),
    heapBytesPerConnection: median((run) => run.heapBytesPerConnection),
    handshakesPerSecond: median((run) => run.handshakesPerSecond),
    stormMs: median((run) => run.stormMs),
  }
}

function shapeOf(text: string): Shape {
  const [rooms = 1, members = 1] = text.split('x').map(Number)
  return { rooms, members }
}

function rotated<T>(values: readonly T[], by: number): T[] {
  return values.map((_, index) => values[(index + by) % values.length]).filter((value) => value !== undefined)
}
