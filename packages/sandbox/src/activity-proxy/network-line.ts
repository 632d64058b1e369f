import { Transform } from 'node:stream'
import type { NetworkQuality } from '../discord/client-settings.ts'

/** One direction of one connection: what is sent arrives later, in the order in which it was sent. */
export interface NetworkLine {
  /** Calls `deliver` when a piece that is sent now arrives: at once on a line without delay. */
  send(deliver: () => void): void
  /** The line as a stream. It takes at most 1 MiB that has not arrived yet. */
  stream(): Transform
  /** Forgets what is under way. */
  cut(): void
}

const leastRetryMs = 200
const mostRetries = 6
const mostUnderWay = 1_048_576

/** How long a piece travels. What TCP loses it sends again, so a loss shows as a wait; a piece is whatever one write carries, up to 64 KiB. */
export function transitMs({ delayMs, jitterMs, lossPercent }: NetworkQuality, chance: () => number): number {
  const jitter = jitterMs > 0 ? Math.round(chance() * jitterMs) : 0
  let retries = 0
  while (lossPercent > 0 && retries < mostRetries && chance() * 100 < lossPercent) retries += 1
  return delayMs + jitter + Math.max(leastRetryMs, 2 * delayMs) * (2 ** retries - 1)
}

/** @param options.quality is asked anew for every piece, so that a change is felt on open connections */
export function createNetworkLine(options: {
  quality: () => NetworkQuality
  after: (delayMs: number, run: () => void) => () => void
  /** From 0 up to 1. */
  chance: () => number
}): NetworkLine {
  const { quality, after, chance } = options
  let underWay: { arrived: boolean; deliver: () => void; cancel: () => void }[] = []

  const deliverArrived = (): void => {
    while (underWay[0]?.arrived) underWay.shift()?.deliver()
  }

  const line: NetworkLine = {
    send(deliver) {
      const ms = transitMs(quality(), chance)
      const piece = { arrived: ms === 0, deliver, cancel: () => {} }
      underWay.push(piece)
      if (ms > 0)
        piece.cancel = after(ms, () => {
          piece.arrived = true
          deliverArrived()
        })
      deliverArrived()
    },
    stream: () => streamOf(line),
    cut() {
      for (const piece of underWay) piece.cancel()
      underWay = []
    },
  }
  return line
}

function streamOf(line: NetworkLine): Transform {
  let bytes = 0
  let takeMore: (() => void) | undefined
  return new Transform({
    transform(chunk: Buffer, _encoding, taken) {
      bytes += chunk.length
      line.send(() => {
        bytes -= chunk.length
        this.push(chunk)
        takeMore?.()
        takeMore = undefined
      })
      if (bytes < mostUnderWay) taken()
      else takeMore = taken
    },
    flush(done) {
      line.send(done)
    },
  })
}
