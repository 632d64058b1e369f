/** For tests: time that stands still until it is moved, and whoever waits for it. */
export function createManualTime(startMs = Date.UTC(2026, 0, 5, 9)) {
  let nowMs = startMs
  let timers: { atMs: number; run: () => void }[] = []
  return {
    now: () => nowMs,
    timer(run: () => void, afterMs: number) {
      const timer = { atMs: nowMs + afterMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    /** How many wait. */
    waiting: () => timers.length,
    /** Runs every timer on the way at its own instant, and lets what it began come to rest before the next. */
    async advance(byMs: number): Promise<void> {
      const endMs = nowMs + byMs
      for (;;) {
        await rest()
        const [next] = timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)
        if (!next) break
        nowMs = next.atMs
        timers = timers.filter((timer) => timer !== next)
        next.run()
      }
      nowMs = endMs
    },
  }
}

/** Answers of a fake `fetch` need no time, only turns of the event loop. */
async function rest(): Promise<void> {
  for (let turns = 0; turns < 8; turns++) await new Promise((resolve) => setImmediate(resolve))
}
