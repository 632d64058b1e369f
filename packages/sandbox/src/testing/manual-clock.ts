import type { Clock } from '../discord/clock.ts'

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time on, running every timer on the way at its own instant. */
  advance(byMs: number): void
}

export function createManualClock(startMs = Date.UTC(2026, 0, 5, 9)): ManualClock {
  let nowMs = startMs
  let timers: { atMs: number; run: () => void }[] = []
  return {
    now: () => nowMs,
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(byMs) {
      const endMs = nowMs + byMs
      for (;;) {
        const [next] = timers.filter((timer) => timer.atMs <= endMs).sort((a, b) => a.atMs - b.atMs)
        if (!next) break
        nowMs = next.atMs
        timers = timers.filter((timer) => timer !== next)
        next.run()
      }
      nowMs = endMs
    },
  }
}
