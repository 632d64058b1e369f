import type { Clock } from '../clock.ts'

const dayMs = 24 * 3_600_000
const identifiesPerDay = 1_000
const waveMs = 5_000

/** How often bots may identify: a thousand times a day, and so many at once within five seconds (docs: events/gateway, "Rate Limiting"). */
export interface IdentifyLimit {
  readonly left: number
  readonly total: number
  readonly resetAfterMs: number
  readonly maxConcurrency: number
  /** Takes one; `wave` when it comes too soon after others, `day` when the day's are used up. */
  take(): 'granted' | 'wave' | 'day'
}

export function createIdentifyLimit({ clock, maxConcurrency }: { clock: Clock; maxConcurrency: number }): IdentifyLimit {
  let day = { startedAtMs: clock.now(), used: 0 }
  let wave = { startedAtMs: Number.NEGATIVE_INFINITY, used: 0 }
  const turn = (): void => {
    const nowMs = clock.now()
    if (nowMs - day.startedAtMs >= dayMs) day = { startedAtMs: nowMs, used: 0 }
    if (nowMs - wave.startedAtMs >= waveMs) wave = { startedAtMs: nowMs, used: 0 }
  }
  return {
    total: identifiesPerDay,
    maxConcurrency,
    get left() {
      turn()
      return identifiesPerDay - day.used
    },
    get resetAfterMs() {
      turn()
      return day.startedAtMs + dayMs - clock.now()
    },
    take() {
      turn()
      if (day.used >= identifiesPerDay) return 'day'
      if (wave.used >= maxConcurrency) return 'wave'
      day.used += 1
      wave.used += 1
      return 'granted'
    },
  }
}
