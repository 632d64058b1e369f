/** The sandbox's only source of time and timers, so that a test can move both. */
export interface Clock {
  /** Now, in ms since 1970. */
  now(): number
  /** Runs `run` once, `delayMs` from now, and gives a function that cancels it. A waiting timer never keeps the process alive. */
  after(delayMs: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: Date.now,
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
