import type { Clock, Ms, Timers } from '@kaltura-discord/sync'

/** True time of a simulated world, and all that waits in it. */
export interface EventLoop extends Clock, Timers {
  /** Lets everything happen that is due until `untilMs`. */
  run(untilMs: Ms): Promise<void>
  /** Says that the running event settled a promise, so that whoever waits for it goes on before the next event. */
  settled(): void
}

interface Due {
  readonly atMs: Ms
  readonly order: number
  run: (() => void) | undefined
}

/** Virtual time over a binary heap: what is due at the same instant happens in the order in which it was asked for. */
export function createEventLoop(): EventLoop {
  const heap: Due[] = []
  let nowMs = 0
  let orders = 0
  let promises = false

  function push(due: Due): void {
    let index = heap.push(due) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (!above || before(above, due)) break
      heap[index] = above
      index = parent
    }
    heap[index] = due
  }

  function pop(): Due | undefined {
    const [first] = heap
    const last = heap.pop()
    if (!last || heap.length === 0) return first
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      const [left, right] = [heap[child], heap[child + 1]]
      if (!left) break
      if (right && before(right, left)) child += 1
      const least = right && before(right, left) ? right : left
      if (!before(least, last)) break
      heap[index] = least
      index = child
    }
    heap[index] = last
    return first
  }

  return {
    now: () => nowMs,
    after(ms, run) {
      const due: Due = { atMs: nowMs + Math.max(0, ms), order: orders++, run }
      push(due)
      return () => {
        due.run = undefined
      }
    },
    settled() {
      promises = true
    },
    async run(untilMs) {
      for (let next = heap[0]; next && next.atMs <= untilMs; next = heap[0]) {
        pop()
        nowMs = next.atMs
        next.run?.()
        if (!promises) continue
        promises = false
        for (let turn = 0; turn < 4; turn += 1) await undefined
      }
      nowMs = untilMs
    },
  }
}

function before(a: Due, b: Due): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}
