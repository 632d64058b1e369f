import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../testing/seeded-random.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { estimateClock, pointOf, withPoint } from './clock-estimate.ts'
import { pingDelayMs } from './ping-schedule.ts'
import { createServerClock } from './server-clock.ts'

describe('the clock', () => {
  test('[CL1] nor whatever the servers do within what they say of themselves, the machine sleeps, or its date is set', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { outside, looks } = adventures(seed)

        expect(looks).toBeGreaterThan(1000)
        expect(outside).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  test('[CL1] the true time is always inside the stated bound, whatever the network does', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.integer({ min: -90, max: 90 }),
        (seed, upMs, downMs, ppm) => {
          const run = simulate({ seed, upMs, downMs, jitterMs: 60, ppm, pings: 60 })

          expect(run.errorsMs.every((error, index) => Math.abs(error) <= (run.boundsMs[index] ?? 0))).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('[CL1] what a server says of its own error is in the bound', () => {
    const clock = createServerClock({ now: () => 0 })
    for (let index = 0; index < 12; index += 1) clock.add({ t0: 0, t1: 1020, t2: 1020, t3: 0, boundMs: 20 })

    expect(clock.boundMs()).toBeGreaterThanOrEqual(20)
  })

  test('[CL2] on a symmetric path the time is right to a millisecond, through jitter', () => {
    const { errorsMs } = simulate({ seed: 5, upMs: 30, downMs: 30, jitterMs: 15, ppm: 30, pings: 60 })

    expect(Math.max(...errorsMs.slice(20).map(Math.abs))).toBeLessThan(3)
    expect(Math.abs(errorsMs.at(-1) ?? Number.NaN)).toBeLessThan(1)
  })

  test('[CL3] samples from before a clock was set are dropped', () => {
    const before = [0, 1000, 2000]
      .map((t0) => pointOf({ t0, t1: t0 + 510, t2: t0 + 510, t3: t0 + 20 }))
      .filter((point) => point !== undefined)
    const after = pointOf({ t0: 3000, t1: 93_010, t2: 93_010, t3: 3020 })
    const points = after ? withPoint(before, after) : []

    expect(points).toHaveLength(1)
    expect(estimateClock(points)?.offsetMs).toBe(90_000)
  })

  test('[CL7] a machine that slept knows nothing until it has asked again, and asks', async () => {
    const time = createVirtualTime()
    let sleptMs = 0
    let doubts = 0
    const clock = { now: () => time.now() - sleptMs }
    const known = createServerClock(clock, {
      wall: time,
      onDoubt: () => {
        doubts += 1
      },
    })
    const ask = () => known.add({ t0: clock.now(), t1: time.now() + 1e6, t2: time.now() + 1e6, t3: clock.now() })
    for (let index = 0; index < 12; index += 1) ask()
    expect(known.boundMs()).toBeLessThan(2)

    sleptMs = 3000
    await time.pass(3000)
    expect(known.boundMs()).toBe(Number.POSITIVE_INFINITY)
    expect(doubts).toBe(1)
    for (let index = 0; index < 5; index += 1) ask()

    expect(known.now()).toBeCloseTo(time.now() + 1e6, 3)
    expect([known.boundMs() < 2, doubts]).toEqual([true, 1])
  })

  test('[CL3] a server whose clock was set is asked again, and nothing is known until five answers came', () => {
    let doubts = 0
    const onDoubt = () => {
      doubts += 1
    }
    const known = createServerClock({ now: () => 0 }, { onDoubt })
    const answer = (serverMs: number) => known.add({ t0: 0, t1: serverMs, t2: serverMs, t3: 0 })
    for (let index = 0; index < 12; index += 1) answer(5e6)
    const bounds = [1, 2, 3, 4, 5].map(() => {
      answer(1e6)
      return known.boundMs()
    })

    expect(bounds.map(Number.isFinite)).toEqual([false, false, false, false, true])
    expect(known.now()).toBeCloseTo(1e6, 6)
    expect(doubts).toBe(1)
  })

  test('[CL7] clocks that part by a quarter of a second between two looks are in doubt, and no sooner', () => {
    let wallMs = 0
    const known = createServerClock({ now: () => 0 }, { wall: { now: () => wallMs } })
    for (let index = 0; index < 12; index += 1) known.add({ t0: 0, t1: 1e6, t2: 1e6, t3: 0 })
    wallMs = 250
    expect(known.boundMs()).toBeLessThan(2)
    wallMs = -1

    expect(known.boundMs()).toBe(Number.POSITIVE_INFINITY)
  })

  test('[CL4] a small change of mind is let in at 5 ms a second', async () => {
    const time = createVirtualTime()
    const clock = createServerClock(time)
    for (let index = 0; index < 12; index += 1) clock.add({ t0: 0, t1: 100, t2: 100, t3: 40 })
    await time.pass(1000)
    expect(clock.now()).toBeCloseTo(1080, 3)
    for (let index = 0; index < 60; index += 1) clock.add({ t0: 1000, t1: 1095, t2: 1095, t3: 1001 })
    const at = clock.now() ?? Number.NaN
    await time.pass(1000)

    expect((clock.now() ?? Number.NaN) - at).toBeGreaterThan(1000)
    expect((clock.now() ?? Number.NaN) - at).toBeLessThanOrEqual(1005.001)
  })

  test('[CL4] nothing is said before five answers came', () => {
    const clock = createServerClock(createVirtualTime())
    for (let index = 0; index < 4; index += 1) clock.add({ t0: 0, t1: 100, t2: 100, t3: 40 })
    expect(clock.now()).toBeUndefined()
    clock.add({ t0: 0, t1: 100, t2: 100, t3: 40 })

    expect(clock.now()).toBe(80)
  })

  test('[CL5] ten pings settle it, then ever fewer, and more of them on worse links', () => {
    const delays = (quality?: 'good' | 'fair' | 'poor') => Array.from({ length: 40 }, (_, index) => pingDelayMs(index, quality))

    expect(delays().slice(0, 12)).toEqual([0, 60, 60, 60, 60, 60, 60, 60, 60, 60, 1000, 1250])
    expect([delays('good').at(-1), delays('fair').at(-1), delays('poor').at(-1)]).toEqual([8000, 5000, 3000])
  })

  test('[CL6] an answer from before the question is not counted', () => {
    expect(pointOf({ t0: 10, t1: 5, t2: 5, t3: 2 })).toBeUndefined()
    expect(pointOf({ t0: 0, t1: 0, t2: 50, t3: 10 })).toBeUndefined()
  })
})

interface Network {
  seed: number
  upMs: number
  downMs: number
  jitterMs: number
  ppm: number
  pings: number
}

/** Local time is true time; the server's runs `ppm` fast. Errors and bounds are taken half a ping later, when the estimate has aged. */
function simulate({ seed, upMs, downMs, jitterMs, ppm, pings }: Network): { errorsMs: number[]; boundsMs: number[] } {
  const random = createRandom(seed)
  let nowMs = 0
  const clock = createServerClock({ now: () => nowMs })
  const server = (trueMs: number) => 1e6 + trueMs * (1 + ppm / 1e6)
  const errorsMs: number[] = []
  const boundsMs: number[] = []
  for (let index = 0; index < pings; index += 1) {
    const t0 = nowMs + pingDelayMs(index)
    const arrivedMs = t0 + upMs + random() ** 3 * jitterMs
    nowMs = arrivedMs + downMs + random() ** 3 * jitterMs
    clock.add({ t0, t1: server(arrivedMs), t2: server(arrivedMs), t3: nowMs })
    nowMs += pingDelayMs(index + 1) / 2
    const told = clock.now()
    if (told === undefined) continue
    errorsMs.push(told - server(nowMs))
    boundsMs.push(clock.boundMs())
  }
  return { errorsMs, boundsMs }
}

/** An hour of accidents: nodes that differ by what they say, sleep, dates that are set, routes that change, timers of a hidden page. */
function adventures(seed: number): { outside: number; looks: number } {
  const random = createRandom(seed)
  const drift = 1 + (random() - 0.5) * 150e-6
  let [trueMs, sleptMs, setMs] = [0, 0, 0]
  let [nodeMs, boundMs, upMs, downMs] = [0.3, 0.5, 20, 30]
  const local = () => Math.round((trueMs - sleptMs) * drift * 10) / 10
  const clock = createServerClock({ now: local }, { wall: { now: () => Math.round(trueMs + setMs) } })
  let [outside, looks] = [0, 0]
  const look = () => {
    const told = clock.now()
    if (told === undefined) return
    looks += 1
    if (Math.abs(told - trueMs) > clock.boundMs()) outside += 1
  }
  for (let index = 0; trueMs < 3_600_000; index += 1) {
    const waitMs = pingDelayMs(index % 25) + (random() < 0.02 ? 60_000 : 0)
    for (let part = 0; part < 4; part += 1) {
      trueMs += waitMs / 4
      look()
    }
    if (random() < 0.05) sleptMs += sleep(300 + random() * 20_000)
    if (random() < 0.05) setMs += (random() - 0.5) * 4000
    if (random() < 0.05) {
      boundMs = random() * 3
      nodeMs = (random() - 0.5) * 2 * boundMs
    }
    if (random() < 0.05) [upMs, downMs] = [random() * 150, random() * 150]
    const t0 = local()
    trueMs += upMs + random() ** 4 * 80
    const t1 = trueMs + nodeMs
    trueMs += downMs + random() ** 4 * 80
    clock.add({ t0, t1, t2: t1, t3: local(), boundMs })
    look()
  }
  return { outside, looks }

  function sleep(ms: number): number {
    trueMs += ms
    look()
    return ms
  }
}
