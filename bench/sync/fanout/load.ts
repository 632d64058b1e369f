import { setTimeout as wait } from 'node:timers/promises'
import { percentile } from '../../percentile.ts'
import type { Contender } from './contender.ts'
import type { Crowd } from './crowd.ts'

export interface Load {
  deliveriesPerSecond: number
  p50: number
  p99: number
  /** Share of what was to be delivered that had come when the time was over. */
  arrived: number
}

const everyMs = 2
const settleMs = 400
const probes = 50

let count = 0

/** The first member of each room speaks in turn, so that `deliveriesPerSecond` frames have to come in all, for `forMs`. Latency is from `send` to the last member of some rooms. */
export async function load(contender: Contender, crowd: Crowd, deliveriesPerSecond: number, forMs: number): Promise<Load> {
  const members = crowd[0]?.length ?? 1
  const perSecond = deliveriesPerSecond / members
  const firstCount = count
  const sentAtMs: number[] = []
  const latenciesMs: number[] = []
  const listen = (frame: Buffer) => {
    const atMs = performance.now()
    const at = frame.lastIndexOf(contender.marker)
    const number =
      at < 0 ? Number.NaN : Number.parseInt(frame.toString('latin1', at + contender.marker.length, at + contender.marker.length + 12), 10)
    const sent = sentAtMs[number - firstCount]
    if (sent !== undefined) latenciesMs.push(atMs - sent)
  }
  const step = Math.max(1, Math.floor(crowd.length / probes))
  const listeners = crowd.filter((_, room) => room % step === 0).flatMap((room) => room.slice(-1))
  for (const socket of listeners) socket.onFrame = listen
  const before = frames(crowd)

  const startMs = performance.now()
  for (let elapsedMs = 0; elapsedMs < forMs; elapsedMs = performance.now() - startMs) {
    const due = Math.min(perSecond * forMs, elapsedMs * perSecond) / 1000
    while (sentAtMs.length < due) {
      sentAtMs.push(performance.now())
      crowd[count % crowd.length]?.[0]?.send(contender.message(count))
      count += 1
    }
    await wait(everyMs)
  }
  const delivered = frames(crowd) - before
  await wait(settleMs)
  for (const socket of listeners) socket.onFrame = undefined
  return {
    deliveriesPerSecond: (delivered / (performance.now() - settleMs - startMs)) * 1000,
    p50: percentile(latenciesMs, 0.5),
    p99: percentile(latenciesMs, 0.99),
    arrived: (frames(crowd) - before) / (sentAtMs.length * members),
  }
}

function frames(crowd: Crowd): number {
  return crowd.reduce((sum, room) => sum + room.reduce((inRoom, socket) => inRoom + socket.frames(), 0), 0)
}
