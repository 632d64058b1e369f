import type { Player } from '../player/player.ts'
import type { Readiness, ReportMessage } from '../protocol/messages.ts'
import type { Clock, Ms, Timers } from '../time.ts'

export interface Reporter {
  /** Reports in a second, then every 5 s, until stopped. */
  start(): void
  stop(): void
  /** Reports at once if the room would want to know, but not more often than four times a second. */
  look(): void
  setHidden(hidden: boolean): void
}

export interface ReporterOptions {
  player: Player
  clock: Clock
  timers: Timers
  send: (report: ReportMessage) => void
  /** Whether the player has what the room shows. */
  isLoaded: () => boolean
  offsetMs: () => Ms
  rttMs: () => Ms | undefined
}

const firstAfterMs = 1000
const everyMs = 5000
const atMostEveryMs = 250

/** Tells the room how this player is doing. */
export function createReporter({ player, clock, timers, send, isLoaded, offsetMs, rttMs }: ReporterOptions): Reporter {
  let cancel = () => {}
  let running = false
  let hidden = false
  let told: { what: string; atMs: Ms } | undefined

  const readiness = (): Readiness => (isLoaded() ? player.readiness() : 'loading')
  const what = () => `${readiness()} ${hidden}`

  function report(): void {
    cancel()
    cancel = timers.after(everyMs, report)
    const reach = player.reachableS?.()
    told = { what: what(), atMs: clock.now() }
    send({
      type: 'report',
      offsetMs: offsetMs(),
      rttMs: Math.min(60_000, rttMs() ?? 0),
      readiness: readiness(),
      positionS: Math.max(0, player.positionS()),
      ...(hidden ? { hidden } : {}),
      ...(reach?.by ? { live: { by: reach.by, edgeS: Math.max(0, reach.endS) } } : {}),
    })
  }

  return {
    start() {
      cancel()
      running = true
      cancel = timers.after(firstAfterMs, report)
    },
    stop() {
      running = false
      cancel()
    },
    look() {
      if (running && told && told.what !== what() && clock.now() - told.atMs > atMostEveryMs) report()
    },
    setHidden(now) {
      hidden = now
      if (running) report()
    },
  }
}
