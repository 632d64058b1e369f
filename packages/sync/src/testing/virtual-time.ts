import type { Clock, Ms, Timers } from '../time.ts'

export interface VirtualTime extends Clock, Timers {
  /** Lets `ms` pass: runs what is due in its order, and lets promises settle in between. */
  pass(ms: Ms): Promise<void>
  /** A clock that runs `driftPpm` fast and showed `startMs` when virtual time was 0. */
  clock(startMs: Ms, driftPpm?: number): Clock
}

/** Time that only passes when told to. Starts at `startMs`. */
export function createVirtualTime(startMs: Ms = 0): VirtualTime {
  let nowMs = startMs
  let due: { atMs: Ms; run: () => void }[] = []

  function after(ms: Ms, run: () => void): () => void {
    const entry = { atMs: nowMs + Math.max(0, ms), run }
    const index = due.findIndex((other) => other.atMs > entry.atMs)
    due.splice(index < 0 ? due.length : index, 0, entry)
    return () => {
      due = due.filter((other) => other !== entry)
    }
  }

  return {
    now: () => nowMs,
    after,
    clock: (shownMs, driftPpm = 0) => ({ now: () => shownMs + (nowMs - startMs) * (1 + driftPpm / 1e6) }),
    async pass(ms) {
      const endMs = nowMs + ms
      await settle()
      for (let next = due[0]; next && next.atMs <= endMs; next = due[0]) {
        due.shift()
        nowMs = next.atMs
        next.run()
        await settle()
      }
      nowMs = endMs
    },
  }
}

/** Enough turns for a queue of some ten promises that each wait for some ten others. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve()
}
