import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../testing/seeded-random.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createClusterClock } from './cluster-clock.ts'

describe('cluster time', () => {
  test('[CU1] the store’s time is always inside the stated bound, whatever the network and the machine’s clock do', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: -90, max: 90 }),
        inside,
      ),
      { numRuns: 40 },
    )
  })

  test('[CU1] two nodes beside the store agree to half a millisecond, and say so', async () => {
    const { time, nodes } = await cluster([
      { upMs: 0.05, downMs: 0.03, driftPpm: 40 },
      { upMs: 0.02, downMs: 0.3, driftPpm: -40 },
    ])
    await time.pass(60_000)
    const [one = Number.NaN, two = Number.NaN] = nodes.map(({ cluster }) => cluster.now())

    expect(Math.abs(one - two)).toBeLessThan(0.5)
    expect(nodes.map(({ cluster }) => cluster.boundMs() < 0.5)).toEqual([true, true])
  })

  test('[CU2] up to 250 ms are let in at 5 ms a second', async () => {
    const { time, nodes, set, steps } = await cluster([{}])
    const [node] = nodes
    await time.pass(5000)
    set(100)
    const errorMs = () => (node?.cluster.now() ?? 0) - (node?.storeMs() ?? 0)
    await time.pass(10_000)
    expect(errorMs()).toBeGreaterThan(-60)
    expect(errorMs()).toBeLessThan(-45)
    expect(node?.cluster.boundMs()).toBeGreaterThan(45)
    await time.pass(15_000)

    expect(Math.abs(errorMs())).toBeLessThan(1)
    expect(steps).toEqual([])
  })

  test('[CU2] 240 ms are let in, and 260 are not', async () => {
    const [less, more] = [await cluster([{}]), await cluster([{}])]
    less.set(240)
    more.set(260)
    for (const { time } of [less, more]) await time.pass(5000)

    expect(less.steps).toEqual([])
    expect(more.steps).toEqual([expect.closeTo(260, 0)])
  })

  test('[CU3] more is a step, and is told once, with its size', async () => {
    const { time, nodes, set, steps, agreedMsAgo } = await cluster([{}])
    await time.pass(5000)
    set(-4000)
    await time.pass(5000)

    expect(steps).toEqual([expect.closeTo(-4000, 0)])
    expect(agreedMsAgo).toEqual([expect.closeTo(1000, -1)])
    expect(nodes[0]?.cluster.now()).toBeCloseTo(nodes[0]?.storeMs() ?? Number.NaN, 0)
  })

  test('[CU5] who asks now knows of a step now', async () => {
    const { nodes, set, steps, time } = await cluster([{}])
    await time.pass(5300)
    set(-4000)
    const asked = nodes[0]?.cluster.askNow()
    await time.pass(1)
    await asked

    expect(steps).toEqual([expect.closeTo(-4000, 0)])
  })

  test('[CU3] a machine that slept comes back to the store’s time, and blames itself', async () => {
    const { time, nodes, sleep, steps } = await cluster([{}])
    await time.pass(5000)
    sleep(30_000)
    await time.pass(5000)

    expect(steps).toEqual([0])
    expect(nodes[0]?.cluster.now()).toBeCloseTo(nodes[0]?.storeMs() ?? Number.NaN, 0)
  })

  test('[CU4] while the store is away time goes on, and the bound grows', async () => {
    const { time, nodes, away } = await cluster([{ driftPpm: 50 }])
    await time.pass(5000)
    away(true)
    await time.pass(600_000)
    const [node] = nodes

    expect(Math.abs((node?.cluster.now() ?? 0) - (node?.storeMs() ?? 0))).toBeLessThan(node?.cluster.boundMs() ?? 0)
    expect(node?.cluster.boundMs()).toBeGreaterThan(50)
    away(false)
    await time.pass(10_000)
    expect(node?.cluster.boundMs()).toBeLessThan(5)
  })

  test('[CU4] a store that never answered is an error at the start', async () => {
    const time = createVirtualTime()
    const cluster = createClusterClock({ ask: () => Promise.reject(new Error('gone')), clock: time, timers: time, uptime: time.now })

    await expect(cluster.start()).rejects.toThrow('gone')
  })
})

async function inside(seed: number, upMs: number, downMs: number, driftPpm: number): Promise<void> {
  const { time, nodes } = await cluster([{ upMs, downMs, driftPpm, jitterMs: 40, seed }])
  for (let look = 0; look < 40; look += 1) {
    await time.pass(777)
    const [node] = nodes
    expect(Math.abs((node?.cluster.now() ?? 0) - (node?.storeMs() ?? 0))).toBeLessThanOrEqual(node?.cluster.boundMs() ?? 0)
  }
}

interface Wire {
  upMs?: number
  downMs?: number
  jitterMs?: number
  driftPpm?: number
  seed?: number
}

async function cluster(wires: readonly Wire[]) {
  const time = createVirtualTime(1_800_000_000_000)
  const steps: number[] = []
  const agreedMsAgo: number[] = []
  let setMs = 0
  let sleptMs = 0
  let isAway = false
  const storeMs = () => time.now() + setMs
  const wait = (ms: number) => new Promise<void>((done) => void time.after(ms, done))
  const nodes = wires.map(({ upMs = 0.1, downMs = 0.1, jitterMs = 0, driftPpm = 0, seed = 1 }) => {
    const random = createRandom(seed)
    const quartz = time.clock(random() * 1e6, driftPpm)
    const clock = { now: () => quartz.now() - sleptMs }
    const ask = async () => {
      if (isAway) throw new Error('gone')
      await wait(upMs + random() * jitterMs)
      const toldMs = storeMs()
      await wait(downMs + random() * jitterMs)
      return toldMs
    }
    const cluster = createClusterClock({ ask, clock, timers: time, uptime: quartz.now })
    cluster.onStep((byMs, sinceMs) => {
      steps.push(byMs)
      agreedMsAgo.push(cluster.now() - sinceMs)
    })
    return { cluster, storeMs }
  })
  void Promise.all(nodes.map((node) => node.cluster.start()))
  await time.pass(3000)
  return {
    time,
    nodes,
    steps,
    agreedMsAgo,
    set: (byMs: number) => {
      setMs += byMs
    },
    sleep: (ms: number) => {
      sleptMs += ms
    },
    away: (away: boolean) => {
      isAway = away
    },
  }
}
