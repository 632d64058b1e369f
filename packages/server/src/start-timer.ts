/** The machine's own timer, for what is handed timers: calls back after so many ms, and returns how to prevent it. */
export function startTimer(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
