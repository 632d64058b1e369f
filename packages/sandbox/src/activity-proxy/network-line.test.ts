import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { type NetworkQuality, networks } from '../discord/client-settings.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { createNetworkLine, transitMs } from './network-line.ts'

const good: NetworkQuality = networks.good
const always = (value: number) => () => value

/** A line under virtual time, and what has arrived on it. */
function lay(first: NetworkQuality, chance: () => number = always(0)) {
  const clock = createManualClock()
  const arrived: string[] = []
  const quality = { now: first }
  const line = createNetworkLine({ quality: () => quality.now, after: clock.after, chance })
  return { clock, arrived, quality, line, send: (piece: string) => line.send(() => arrived.push(piece)) }
}

describe('a piece travels', () => {
  test('no time on a good line, and as long as the delay and its share of the jitter on another', () => {
    expect(transitMs(good, always(0.99))).toBe(0)
    expect(transitMs({ ...good, delayMs: 90, jitterMs: 60 }, always(0.5))).toBe(120)
  })

  test('longer when it is lost: a wait of at least 200 ms that doubles each time, six times at most', () => {
    const draws = [0.01, 0.01, 0.5]
    expect(transitMs({ ...good, lossPercent: 5 }, () => draws.shift() ?? 1)).toBe(600)
    expect(transitMs({ ...good, delayMs: 500, lossPercent: 5 }, always(0))).toBe(500 + 63 * 1_000)
  })
})

describe('a line', () => {
  test('delivers at once where nothing delays, and after the delay where something does', () => {
    const { clock, arrived, quality, send } = lay(good)
    send('a')
    quality.now = { ...good, delayMs: 100 }
    send('b')
    clock.advance(99)
    expect(arrived).toEqual(['a'])
    clock.advance(1)

    expect(arrived).toEqual(['a', 'b'])
  })

  test('never lets a later piece overtake a lost one', () => {
    const { clock, arrived, quality, send } = lay({ ...good, delayMs: 1_000 })
    send('lost')
    quality.now = good
    send('behind it')
    expect(arrived).toEqual([])
    clock.advance(1_000)

    expect(arrived).toEqual(['lost', 'behind it'])
  })

  test('that is cut delivers nothing more', () => {
    const { clock, arrived, line, send } = lay({ ...good, delayMs: 10 })
    send('a')
    line.cut()
    clock.advance(10)

    expect(arrived).toEqual([])
  })

  test('takes a megabyte as a stream, and the next only when there is room again', async () => {
    const { clock, line } = lay({ ...good, delayMs: 50 })
    const stream = line.stream()
    const half = Buffer.alloc(600_000)
    const taken: number[] = []
    stream.write(half, () => taken.push(1))
    stream.write(half, () => taken.push(2))
    stream.resume()
    await settled()
    expect(taken).toEqual([1])
    clock.advance(50)
    await settled()

    expect(taken).toEqual([1, 2])
  })

  test('keeps every byte and their order, and ends after the last', async () => {
    const { clock, line } = lay({ ...good, delayMs: 20 })
    const heard: string[] = []
    const done = pipeline(['one ', 'two ', 'three'].map(Buffer.from), line.stream(), async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) heard.push(piece.toString())
    })
    await settled()
    clock.advance(20)
    await done

    expect(heard.join('')).toBe('one two three')
  })
})

const settled = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
