import type { Clock, Ms, Timers } from '../time.ts'

export interface VirtualTime extends Clock, Timers {
  /** Lets `ms` pass: runs what is due in its order, and lets promises settle in between. */
  pass(ms: Ms): Promise<void>
  /** How many timers are set. */
  waiting(): number
  /** A clock that runs `driftPpm` fast and showed `startMs` when virtual time was 0. */
  clock(startMs: Ms, driftPpm?: number): Clock
}

interface Entry {
  readonly atMs: Ms
  readonly run: () => void
  calledOff: boolean
}

/** Time that only passes when told to. Starts at `startMs`. */
export function createVirtualTime(startMs: Ms = 0): VirtualTime {
  let nowMs = startMs
  /** In the order of their turns; those that were called off stay until theirs. */
  const due: Entry[] = []

  return {
    now: () => nowMs,
    after(ms, run) {
      const entry = { atMs: nowMs + Math.max(0, ms), run, calledOff: false }
      due.splice(placeOf(due, entry.atMs), 0, entry)
      return () => {
        entry.calledOff = true
      }
    },
    waiting: () => due.filter(({ calledOff }) => !calledOff).length,
    clock: (shownMs, driftPpm = 0) => ({ now: () => shownMs + (nowMs - startMs) * (1 + driftPpm / 1e6) }),
    async pass(ms) {
      const endMs = nowMs + ms
      await settled()
      for (let next = due[0]; next && next.atMs <= endMs; next = due[0]) {
        due.shift()
        if (next.calledOff) continue
        nowMs = next.atMs
        next.run()
        await settled()
      }
      nowMs = endMs
    },
  }
}

/** Behind all that is due at the same instant. */
function placeOf(due: readonly Entry[], atMs: Ms): number {
  let from = 0
  let to = due.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((due[middle]?.atMs ?? 0) > atMs) to = middle
    else from = middle + 1
  }
  return from
}

/** Once the event loop comes round, every promise that could go on has, however long the chain. Taken early: a test may fake timers later. */
const comeRound = globalThis.setImmediate
function settled(): Promise<void> {
  return new Promise((done) => void comeRound(done))
}
