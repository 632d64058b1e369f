import type { Ms, Player } from '@kaltura-discord/sync'
import type { Chance } from './chance.ts'
import type { EventLoop } from './event-loop.ts'

export interface SimPlayerOptions {
  loop: EventLoop
  /** Of this player for good: its quartz. */
  fixed: Chance
  chance: Chance
  /** Three times as slow, and reads its position coarsely. */
  mobile: boolean
  /** Every seek takes so long, however near the data is. */
  seekCostMs?: Ms
}

export interface SimPlayer extends Player {
  /** The true position, ms. Nobody in the world sees it. */
  trueMs(): Ms
  readonly counts: Readonly<PlayerCounts>
  /** A person asked for something that takes a seek: one is free. */
  grantSeek(): void
  /** No data for so long. */
  stall(ms: Ms): void
  /** The picture jumps by itself. */
  slip(ms: Ms): void
}

export interface PlayerCounts {
  /** Seeks that a viewer saw and nobody had asked for: of a playing player, beyond the first after a command. */
  seeks: number
  rateWrites: number
  offRateMs: Ms
  maxRateDelta: number
}

const commandCountsForMs = 5000

/** Where the audio output of a desktop takes its buffers. */
const bufferMs = 1024 / 48

/**
 * A media element as Chromium was measured to be: a seek loses 78 ms, a cold start 76, both spread over the 21.3 of one audio buffer, because it moves when the
 * output takes one (36 of 36 starts and 9 of 9 seeks in four tabs, to 0.2 ms); a warm start 5; entering a time-stretched rate jumps back by 21 and makes
 * the position noisy, a plain rate is exact; the data for 15 s are there, a seek beyond takes as long as a network takes.
 */
export function createSimPlayer({ loop, fixed, chance, mobile, seekCostMs }: SimPlayerOptions): SimPlayer {
  const drift = fixed.normal(0, 25e-6)
  const firstBufferMs = fixed.between(0, bufferMs)
  const usual = mobile
    ? ({ cold: [220, 40], warm: [60, 25], seek: [260, 60], far: 1100 } as const)
    : ({ cold: [76, 1], warm: [5, 6], seek: [78, 2], far: 600 } as const)
  const counts: PlayerCounts = { seeks: 0, rateWrites: 0, offRateMs: 0, maxRateDelta: 0 }
  const listeners = new Set<() => void>()
  let [positionMs, atMs, movesFromMs] = [0, loop.now(), 0]
  let [seeksUntilMs, stallsUntilMs] = [0, 0]
  let [rate, pitch, paused, cold] = [1, true, true, true]
  let [bufferFromMs, bufferToMs] = [0, 30_000]
  let freeUntilMs = Number.NEGATIVE_INFINITY

  function move(): void {
    const nowMs = loop.now()
    if (nowMs <= atMs) return
    const movedMs = paused ? 0 : Math.max(0, nowMs - Math.max(atMs, movesFromMs))
    positionMs += movedMs * rate * (1 + drift)
    if (rate !== 1) counts.offRateMs += movedMs
    bufferToMs = Math.max(bufferToMs, positionMs + 15_000)
    atMs = nowMs
  }

  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  const changed = (afterMs: Ms = 0) => void loop.after(afterMs, tell)
  const hold = (ms: Ms) => {
    movesFromMs = Math.max(movesFromMs, loop.now() + ms)
  }

  /** The first buffer after what it takes at least; on average half of one later. A phone's output is taken to be finer than its scatter. */
  function untilBuffer(meanMs: Ms): Ms {
    if (mobile) return meanMs
    const everyMs = bufferMs / (1 + drift)
    const leastMs = loop.now() + meanMs - bufferMs / 2 - firstBufferMs
    return Math.ceil(leastMs / everyMs) * everyMs + firstBufferMs - loop.now()
  }

  return {
    counts,
    grantSeek() {
      freeUntilMs = loop.now() + commandCountsForMs
    },
    trueMs() {
      move()
      return positionMs
    },
    positionS() {
      move()
      const noiseMs = chance.normal(0, mobile ? 4 : 0.15) + (rate !== 1 && pitch ? chance.between(-5, 5) : 0)
      return Math.max(0, positionMs + noiseMs) / 1000
    },
    durationS: () => 7200,
    paused: () => paused,
    rate: () => rate,
    readiness() {
      const nowMs = loop.now()
      if (nowMs < seeksUntilMs) return 'seeking'
      return nowMs < stallsUntilMs ? 'stalled' : 'ready'
    },
    async play() {
      loop.settled()
      move()
      if (!paused) return 'playing'
      paused = false
      const [mean, deviation] = cold ? usual.cold : usual.warm
      const readyMs = Math.max(0, chance.normal(mean, deviation))
      hold(cold ? untilBuffer(readyMs) : readyMs)
      cold = false
      changed()
      return 'playing'
    },
    pause() {
      move()
      paused = true
      changed()
    },
    seek(toS) {
      move()
      if (!paused) counts.seeks += loop.now() <= freeUntilMs ? 0 : 1
      freeUntilMs = Number.NEGATIVE_INFINITY
      const toMs = Math.max(0, toS * 1000)
      const near = toMs >= bufferFromMs - 1 && toMs <= bufferToMs
      const tookMs = seekCostMs ?? (near ? Math.max(20, chance.normal(usual.seek[0], usual.seek[1])) : chance.logNormal(usual.far, 0.45))
      if (!near) [bufferFromMs, bufferToMs] = [toMs, toMs + 8000]
      positionMs = toMs
      const decodedMs = near && seekCostMs === undefined ? (mobile ? 24 : 8) : tookMs
      seeksUntilMs = loop.now() + decodedMs
      hold(paused ? decodedMs : seekCostMs === undefined ? untilBuffer(tookMs) : tookMs)
      if (paused) cold = true
      changed()
      changed(decodedMs + 0.01)
    },
    setRate(next, options) {
      move()
      const preservePitch = options.preservePitch
      if (Math.abs(next - rate) < 1e-9) return
      counts.rateWrites += 1
      counts.maxRateDelta = Math.max(counts.maxRateDelta, Math.abs(next - 1))
      if (!paused) positionMs += preservePitch ? stretchStepMs(next) : -(next - rate) * 80
      ;[rate, pitch] = [next, preservePitch]
      changed()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stall(ms) {
      move()
      stallsUntilMs = loop.now() + ms
      hold(ms)
      changed()
      changed(ms + 0.01)
    },
    slip(ms) {
      move()
      positionMs = Math.max(0, positionMs + ms)
    },
  }

  function stretchStepMs(next: number): Ms {
    if (rate === 1) return -21 + chance.normal(0, 2)
    return next === 1 ? (rate - 1) * 80 : 0
  }
}
