/** For tests: timers that run when the test says so. */
export function manualTimers() {
  const waiting = new Map<object, { ms: number; run: () => void }>()
  return {
    after(ms: number, run: () => void): () => void {
      const key = {}
      waiting.set(key, { ms, run })
      return () => void waiting.delete(key)
    },
    random: () => 0.5,
    /** How long those that wait, wait. */
    waits: () => [...waiting.values()].map(({ ms }) => ms),
    /** Runs the first that waits so long. */
    run(ms: number): void {
      const [key, timer] = [...waiting].find(([, candidate]) => candidate.ms === ms) ?? []
      if (!key || !timer) throw new Error(`nothing waits ${ms} ms`)
      waiting.delete(key)
      timer.run()
    },
  }
}
