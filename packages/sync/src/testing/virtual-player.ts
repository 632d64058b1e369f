import type { Player } from '../player/player.ts'
import type { Ms } from '../time.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface VirtualPlayerOptions {
  time: VirtualTime
  durationS?: number
  /** Media time lost by a seek while playing; the rest of what a real one costs, see sync.md §3. */
  seekMs?: Ms
  coldMs?: Ms
  warmMs?: Ms
  /** A start after a pause of more than 10 s. */
  restedMs?: Ms
  /** Starts only at multiples of this, as with an audio output that takes buffers. Default: 0, whenever it is ready. */
  bufferMs?: Ms
  pitchStepMs?: Ms
  /** How long a seek keeps the player from being ready. */
  seekingMs?: Ms
  blocked?: boolean
  /** Takes only such changes of rate; others are rounded to the nearest. */
  rateStep?: number
  /** What of a live stream it can show. */
  reachableS?: () => { startS: number; endS: number; by?: 'programme-time' | 'edge' } | undefined
}

export interface VirtualPlayer extends Player {
  /** What was asked of it, in order, such as `seek` or `rate`. */
  readonly commands: readonly ('play' | 'pause' | 'seek' | 'rate')[]
  /** Runs out of data for so long. */
  stall(ms: Ms): void
  /** The picture jumps by so much, by itself. */
  slip(ms: Ms): void
  /** Shows something else from now on, or the media again. */
  detach(detached: boolean): void
  /** A browser, or a person, pauses it. */
  pauseByItself(): void
  /** The gesture that a browser waits for has happened. */
  allow(): void
}

/** A player with the costs that Chromium was measured to have: seek 78 ms, cold start 76, warm 5, one after a long pause 45, entering a stretched rate −21. */
export function createVirtualPlayer(options: VirtualPlayerOptions): VirtualPlayer {
  const { time, durationS = 3600, seekMs = 78, coldMs = 76, warmMs = 5, restedMs = 45 } = options
  const { pitchStepMs = -21, seekingMs = 5, rateStep = 0, bufferMs = 0 } = options
  const commands: ('play' | 'pause' | 'seek' | 'rate')[] = []
  const listeners = new Set<() => void>()
  let blocked = options.blocked ?? false
  let atMs = time.now()
  let positionS = 0
  let rate = 1
  let paused = true
  let cold = true
  let pausedAtMs = Number.POSITIVE_INFINITY
  let movesFromMs = 0
  let seeksUntilMs = 0
  let stallsUntilMs = 0
  let detached = false

  function move(): void {
    const nowMs = time.now()
    const movedMs = paused ? 0 : Math.max(0, nowMs - Math.max(atMs, movesFromMs))
    positionS = Math.min(durationS, positionS + (movedMs / 1000) * rate)
    atMs = nowMs
  }

  function changed(afterMs: Ms = 0): void {
    time.after(afterMs, () => {
      for (const listener of [...listeners]) listener()
    })
  }

  function holdFor(ms: Ms): void {
    movesFromMs = Math.max(movesFromMs, time.now() + ms)
  }

  function startIn(ms: Ms): void {
    holdFor(bufferMs === 0 ? ms : Math.ceil((time.now() + ms) / bufferMs) * bufferMs - time.now())
  }

  function stop(): void {
    if (!paused) pausedAtMs = time.now()
    paused = true
  }

  return {
    commands,
    ...(options.reachableS ? { reachableS: options.reachableS } : {}),
    positionS() {
      move()
      return positionS
    },
    durationS: () => durationS,
    paused: () => paused,
    rate: () => rate,
    readiness() {
      move()
      const nowMs = time.now()
      if (detached) return 'detached'
      if (nowMs < seeksUntilMs) return 'seeking'
      if (nowMs < stallsUntilMs) return 'stalled'
      return positionS >= durationS ? 'ended' : 'ready'
    },
    async play() {
      commands.push('play')
      move()
      if (blocked) return 'blocked'
      if (!paused) return 'playing'
      paused = false
      if (time.now() - pausedAtMs > 10_000) holdFor(restedMs)
      else startIn(cold ? coldMs : warmMs)
      cold = false
      changed()
      return 'playing'
    },
    pause() {
      commands.push('pause')
      move()
      stop()
      changed()
    },
    seek(toS) {
      commands.push('seek')
      move()
      positionS = Math.min(durationS, Math.max(0, toS))
      seeksUntilMs = time.now() + seekingMs
      if (paused) cold = true
      else startIn(Math.max(seekMs, seekingMs))
      changed()
      changed(seekingMs + 0.1)
    },
    setRate(wished, { preservePitch }) {
      commands.push('rate')
      move()
      const next = rateStep === 0 ? wished : Math.round(wished / rateStep) * rateStep
      if (!paused && next !== rate) positionS += stepMs(rate, next, preservePitch, pitchStepMs) / 1000
      rate = next
      changed()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stall(ms) {
      move()
      stallsUntilMs = time.now() + ms
      holdFor(ms)
      changed()
      changed(ms + 0.1)
    },
    slip(ms) {
      move()
      positionS = Math.max(0, positionS + ms / 1000)
    },
    detach(next) {
      move()
      detached = next
      changed()
    },
    pauseByItself() {
      move()
      stop()
      changed()
    },
    allow() {
      blocked = false
    },
  }
}

function stepMs(from: number, to: number, preservePitch: boolean, pitchStepMs: Ms): Ms {
  if (!preservePitch) return -(to - from) * 80
  if (from === 1) return pitchStepMs
  return to === 1 ? (from - 1) * 80 : 0
}
