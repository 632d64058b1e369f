/** For tests: time that goes on when everybody waits for it, and at no other. */
export function createVirtualTime(startMs: number) {
  let nowMs = startMs
  const timers: { atMs: number; run: () => void }[] = []
  return {
    now: () => nowMs,
    wait: (ms: number) =>
      new Promise<void>((run) => {
        const atMs = nowMs + ms
        const index = timers.findLastIndex((timer) => timer.atMs <= atMs) + 1
        timers.splice(index, 0, { atMs, run })
      }),
    /** Lets time pass until the work is done. */
    async during<T>(work: Promise<T>): Promise<T> {
      let isDone = false
      const end = () => {
        isDone = true
      }
      work.then(end, end)
      for (;;) {
        await new Promise((rested) => setImmediate(rested))
        const next = isDone ? undefined : timers.shift()
        if (!next) return work
        nowMs = next.atMs
        next.run()
      }
    },
  }
}
