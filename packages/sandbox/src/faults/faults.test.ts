import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import type { FaultOrder } from './fault-order.ts'
import { faultKind, faultPlace } from './fault-schema.ts'
import { createFaults, type FaultAdded, mostFaults } from './faults.ts'

const rest = (change: Partial<FaultOrder> = {}): FaultOrder => ({ place: 'discord-rest', kind: 'status', ...change })
const idOf = (outcome: FaultAdded): string => (outcome.kind === 'added' ? outcome.fault.id : outcome.code)

describe('the list of faults', () => {
  test('fills in what an order leaves open', () => {
    const faults = createFaults()

    faults.add(rest())
    faults.add(rest({ kind: 'slow' }))
    faults.add(rest({ kind: 'cut', status: 404, delayMs: 5 }))

    const nothing = { status: null, delayMs: null, forMs: null, scope: null, code: null, resumable: null, stepMs: null }
    const always = { place: 'discord-rest', path: '', times: null, probability: 1, jitterMs: 0, ...nothing }
    expect(faults.all()).toEqual([
      { ...always, id: 'fault-1', kind: 'status', status: 503 },
      { ...always, id: 'fault-2', kind: 'slow', delayMs: 1_000 },
      { ...always, id: 'fault-3', kind: 'cut' },
    ])
  })

  test('gives the oldest that fits, as often as was ordered, and then the next', () => {
    const faults = createFaults()
    faults.add({ place: 'kaltura-api', kind: 'cut' })
    faults.add(rest({ path: '/channels', times: 2 }))
    faults.add(rest({ times: 1 }))

    const taken = ['/users/@me', '/channels/1', '/channels/2', '/channels/3'].map((path) => faults.take('discord-rest', path)?.id)

    expect(taken).toEqual(['fault-3', 'fault-2', 'fault-2', undefined])
    expect(faults.all().map(({ id }) => id)).toEqual(['fault-1'])
  })

  test('does not spend a fault on a request that it cannot hit', () => {
    const faults = createFaults()
    faults.add({ place: 'activity-proxy', kind: 'broken-json', times: 1 })

    expect(faults.take('activity-proxy', '/room', ['cut'])).toBeUndefined()
    expect(faults.all()).toHaveLength(1)
  })

  test('tells of every change, and of nothing else', () => {
    const faults = createFaults()
    const heard: string[] = []
    const stop = faults.subscribe((change) => heard.push(change))

    const first = idOf(faults.add(rest({ times: 1 })))
    faults.take('discord-rest', '/')
    const second = idOf(faults.add(rest()))
    faults.take('discord-rest', '/')
    const removals = [faults.remove(first), faults.remove(second), faults.remove(second)]
    stop()
    faults.add(rest())

    expect(heard).toEqual(['added', 'counted', 'added', 'removed'])
    expect(removals).toEqual([false, true, false])
  })

  test('holds fifty, and takes one more when one has gone', () => {
    const faults = createFaults()
    const ids = Array.from({ length: mostFaults }, () => idOf(faults.add(rest())))

    expect(idOf(faults.add(rest()))).toBe('fault.too-many')
    faults.remove(ids[7] ?? '')
    expect(faults.add(rest()).kind).toBe('added')
  })

  test.each<[string, FaultOrder]>([
    ['kind', { place: 'kaltura-api', kind: 'rate-limit' }],
    ['kind', { place: 'kaltura-media', kind: 'broken-json' }],
    ['status', rest({ status: 200 })],
    ['status', rest({ status: 1_000 })],
    ['delayMs', rest({ kind: 'slow', delayMs: 60_001 })],
    ['delayMs', rest({ kind: 'rate-limit', delayMs: -1 })],
    ['times', rest({ times: 0 })],
    ['times', rest({ times: 1.5 })],
    ['path', rest({ path: 'x'.repeat(201) })],
    ['forMs', rest({ forMs: 0 })],
    ['probability', rest({ probability: 1.1 })],
    ['probability', rest({ probability: Number.NaN })],
    ['jitterMs', rest({ kind: 'slow', jitterMs: -1 })],
    ['jitterMs', rest({ jitterMs: 5 })],
    ['stepMs', { place: 'clock', kind: 'step' }],
    ['stepMs', { place: 'clock', kind: 'step', stepMs: 0.5 }],
    ['code', { place: 'discord-gateway', kind: 'drop', code: 1000 }],
    ['code', { place: 'activity-rpc', kind: 'error', code: 'no' }],
    ['code', { place: 'kaltura-api', kind: 'exception', code: 'not a code' }],
    ['code', rest({ code: 5 })],
    ['kind', { place: 'kaltura-media', kind: 'down', times: 1 }],
  ])('refuses an order with a wrong %s, and says so', (what, order) => {
    const outcome = createFaults().add(order)

    expect(outcome).toMatchObject({ kind: 'refused', code: 'fault.wrong', why: expect.stringContaining(`${what}: `) })
  })

  test('keeps its bounds whatever is ordered and asked', () => {
    const order = fc.record({
      place: fc.constantFrom(...faultPlace.options),
      kind: fc.constantFrom(...faultKind.options),
      path: fc.constantFrom('', '/a', '/b'),
      times: fc.option(fc.integer({ min: -1, max: 3 })),
    })
    fc.assert(
      fc.property(fc.array(order, { maxLength: 60 }), fc.array(fc.constantFrom('/a', '/b', '/c'), { maxLength: 100 }), (orders, paths) => {
        const faults = createFaults()
        for (const one of orders) faults.add(one)
        const before = faults.all()
        const taken = paths.flatMap((path) => faults.take('discord-rest', path) ?? [])

        expect(before.length).toBeLessThanOrEqual(mostFaults)
        for (const fault of before)
          if (fault.times !== null) expect(taken.filter(({ id }) => id === fault.id).length).toBeLessThanOrEqual(fault.times)
        for (const { times } of faults.all()) expect(times ?? 1).toBeGreaterThan(0)
      }),
      { seed: 5, numRuns: 200 },
    )
  })
})

describe('chance', () => {
  const orders = fc.array(
    fc.record({
      place: fc.constant('discord-rest' as const),
      kind: fc.constant('slow' as const),
      path: fc.constantFrom('', '/a'),
      times: fc.option(fc.integer({ min: 1, max: 4 })),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      jitterMs: fc.integer({ min: 0, max: 500 }),
    }),
    { maxLength: 6 },
  )
  const paths = fc.array(fc.constantFrom('/a', '/b'), { maxLength: 40 })
  const outcomes = (seed: number, ordered: readonly FaultOrder[], asked: readonly string[]) => {
    const faults = createFaults({ seed })
    for (const one of ordered) faults.add(one)
    return asked.map((path) => faults.take('discord-rest', path))
  }

  test('falls the same way for the same seed, orders and requests', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), orders, paths, (seed, ordered, asked) => {
        expect(outcomes(seed, ordered, asked)).toEqual(outcomes(seed, ordered, asked))
      }),
      { seed: 6, numRuns: 200 },
    )
  })

  test('of one fault is not disturbed by what happens at another', () => {
    const alone = createFaults({ seed: 3 })
    const beside = createFaults({ seed: 3 })
    for (const faults of [alone, beside]) faults.add(rest({ probability: 0.5 }))
    for (const faults of [alone, beside]) faults.add({ place: 'kaltura-api', kind: 'cut', probability: 0.5 })
    const take = () => [alone, beside].map((faults) => faults.take('discord-rest', '/') !== undefined)

    const drawn = Array.from({ length: 50 }, () => {
      beside.take('kaltura-api', '/')
      return take()
    })

    expect(drawn.map(([first]) => first)).toEqual(drawn.map(([, second]) => second))
  })

  test('hits about as often as was ordered, and another seed hits others', () => {
    const hits = (seed: number) =>
      outcomes(
        seed,
        [rest({ probability: 0.25 })],
        Array.from({ length: 1_000 }, () => '/'),
      ).map((fault) => fault !== undefined)

    expect(hits(1).filter(Boolean).length).toBeGreaterThan(200)
    expect(hits(1).filter(Boolean).length).toBeLessThan(300)
    expect(hits(1)).not.toEqual(hits(2))
  })

  test('adds no more to a delay than was ordered', () => {
    const delays = outcomes(
      9,
      [rest({ kind: 'slow', delayMs: 100, jitterMs: 50 })],
      Array.from({ length: 200 }, () => '/'),
    ).map((fault) => fault?.delayMs ?? 0)

    expect(Math.min(...delays)).toBeGreaterThanOrEqual(100)
    expect(Math.max(...delays)).toBeLessThanOrEqual(150)
    expect(new Set(delays).size).toBeGreaterThan(20)
  })

  test('starts over with the seed that it is given', () => {
    const faults = createFaults({ seed: 1 })
    const run = () => {
      faults.reseed(77)
      const added = faults.add(rest({ probability: 0.5 }))
      const drawn = Array.from({ length: 30 }, () => faults.take('discord-rest', '/') !== undefined)
      faults.remove(idOf(added))
      return drawn
    }

    expect(run()).toEqual(run())
    expect(faults.seed).toBe(77)
  })
})

test('a fault with an end goes by itself, and tells', () => {
  const clock = createManualClock()
  const faults = createFaults({ clock })
  const heard: string[] = []
  faults.subscribe((change, { id }) => heard.push(`${change} ${id}`))
  faults.add(rest({ forMs: 10_000 }))

  clock.advance(9_999)
  const before = faults.all().length
  clock.advance(1)

  expect([before, faults.all().length]).toEqual([1, 0])
  expect(heard).toEqual(['added fault-1', 'ended fault-1'])
})
