import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultOrder } from '../control/contract.ts'
import type { FaultOrder } from './fault-order.ts'
import { createFaults, type FaultAdded, mostFaults } from './faults.ts'

const rest = (change: Partial<FaultOrder> = {}): FaultOrder => ({ place: 'discord-rest', kind: 'status', ...change })
const idOf = (outcome: FaultAdded): string => (outcome.kind === 'added' ? outcome.fault.id : outcome.code)

describe('the list of faults', () => {
  test('fills in what an order leaves open', () => {
    const faults = createFaults()

    faults.add(rest())
    faults.add(rest({ kind: 'slow' }))
    faults.add(rest({ kind: 'cut', status: 404, delayMs: 5 }))

    expect(faults.all()).toEqual([
      { id: 'fault-1', place: 'discord-rest', kind: 'status', path: '', status: 503, delayMs: null, times: null },
      { id: 'fault-2', place: 'discord-rest', kind: 'slow', path: '', status: null, delayMs: 1_000, times: null },
      { id: 'fault-3', place: 'discord-rest', kind: 'cut', path: '', status: null, delayMs: null, times: null },
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
  ])('refuses an order with a wrong %s, and says so', (what, order) => {
    const outcome = createFaults().add(order)

    expect(outcome).toMatchObject({ kind: 'refused', code: 'fault.wrong', why: expect.stringContaining(`${what}: `) })
  })

  test('keeps its bounds whatever is ordered and asked', () => {
    const order = fc.record({
      place: fc.constantFrom(...faultOrder.shape.place.options),
      kind: fc.constantFrom(...faultOrder.shape.kind.options),
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
