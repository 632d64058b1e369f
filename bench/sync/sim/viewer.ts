import type { Clock, Ms, Timers } from '@kaltura-discord/sync'
import { createChance } from './chance.ts'
import type { EventLoop } from './event-loop.ts'
import { createLink, type Link, type LinkKind } from './link.ts'
import { createSimPlayer, type SimPlayer } from './sim-player.ts'

/** One member's device: its clocks, timers, network and player. Everything that makes it what it is follows from the seed, whatever runs on it. */
export interface Viewer {
  readonly index: number
  readonly link: Link
  readonly player: SimPlayer
  /** `performance.now()`, in tenths. */
  readonly clock: Clock
  /** `Date.now()`: whole milliseconds, set more or less well. */
  readonly date: Clock
  /** `setTimeout`: late by a little, by up to 1 s while hidden, by up to a minute when hidden for longer than five. */
  readonly timers: Timers
  readonly visibility: Visibility
  present: boolean
  asleep(): boolean
  hide(): void
  show(): void
  /** The machine sleeps: its monotonic clock, its timers and its player stand, its date goes on. */
  suspend(ms: Ms): void
  setDate(byMs: Ms): void
}

export interface Visibility {
  hidden(): boolean
  subscribe(listener: () => void): () => void
}

export interface ViewerOptions {
  loop: EventLoop
  seed: number
  index: number
  kind: LinkKind
  seekCostMs?: Ms
}

const intensiveAfterMs = 300_000

export function createViewer({ loop, seed, index, kind, seekCostMs }: ViewerOptions): Viewer {
  const fixed = createChance(seed * 1009 + index * 31)
  const chance = createChance(seed * 7919 + index * 17 + 5)
  const mobile = kind === 'poor'
  const drift = fixed.normal(0, 20e-6)
  const bornMs = fixed.between(0, 1e6)
  let dateOffMs = fixed.normal(0, 40) + (index === 3 ? fixed.between(300, 1500) : 0)
  const wire = createLink({ kind, fixed, chance, timers: loop })
  const player = createSimPlayer({ loop, fixed, chance, mobile, ...(seekCostMs === undefined ? {} : { seekCostMs }) })
  let hiddenAtMs = Number.POSITIVE_INFINITY
  let asleepMs = 0
  let wakesAtMs = 0
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }

  /** A sleeping machine hears what came when it wakes. */
  const whenAwake = (run: () => void) => (loop.now() < wakesAtMs ? void loop.after(wakesAtMs - loop.now(), run) : run())

  function lateMs(dueMs: Ms): Ms {
    const hiddenForMs = loop.now() - hiddenAtMs
    const everyMs = hiddenForMs > intensiveAfterMs ? 60_000 : hiddenForMs >= 0 ? 1000 : 1
    const roundedMs = everyMs === 1 ? dueMs : Math.ceil(dueMs / everyMs) * everyMs
    return roundedMs - dueMs + chance.exponential(mobile ? 6 : 1.5)
  }

  return {
    index,
    link: { rttMs: wire.rttMs, up: wire.up, down: (arrive) => wire.down(() => whenAwake(arrive)) },
    player,
    present: false,
    asleep: () => loop.now() < wakesAtMs,
    clock: {
      now: () => {
        const aliveMs = loop.now() - asleepMs + Math.max(0, wakesAtMs - loop.now())
        return Math.round((aliveMs * (1 + drift) + bornMs) * 10) / 10
      },
    },
    date: { now: () => Math.round(loop.now() * (1 + drift) + dateOffMs) },
    timers: {
      after(ms, run) {
        const dueMs = loop.now() + Math.max(0, ms) / (1 + drift)
        const atMs = Math.max(wakesAtMs, dueMs + lateMs(dueMs))
        return loop.after(atMs - loop.now(), () => whenAwake(run))
      },
    },
    visibility: {
      hidden: () => Number.isFinite(hiddenAtMs),
      subscribe(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    hide() {
      hiddenAtMs = loop.now()
      tell()
    },
    show() {
      hiddenAtMs = Number.POSITIVE_INFINITY
      tell()
    },
    suspend(ms) {
      asleepMs += ms
      wakesAtMs = loop.now() + ms
      player.stall(ms)
    },
    setDate(byMs) {
      dateOffMs += byMs
    },
  }
}
