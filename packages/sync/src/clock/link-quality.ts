import type { Ms } from '../time.ts'

export type LinkQuality = 'good' | 'fair' | 'poor'

export interface LinkMonitor {
  answered(rttMs: Ms): void
  /** The player ran out of data. */
  stalled(atMs: Ms): void
  quality(nowMs: Ms): LinkQuality
  /** Whether the last few answers took another way than those before: all of them much longer, or shorter. */
  routeChanged(): boolean
}

const kept = 40
const recent = 4
const stallsForMs = 60_000
/** Over TCP a lost segment is one that comes a retransmission late. */
const lateMs = 200
const fair = { jitterMs: 15, lateShare: 0.01, stalls: 1 }
const poor = { jitterMs: 60, lateShare: 0.05, stalls: 2 }

/** How good a connection is, by its round trips, their jitter, its losses and the player's stalls; never by how well the player is in sync. Rule CL8. */
export function createLinkMonitor(): LinkMonitor {
  let rttsMs: readonly Ms[] = []
  let stallsAtMs: readonly Ms[] = []
  return {
    answered(rttMs) {
      rttsMs = [...rttsMs, rttMs].slice(-kept)
    },
    stalled(atMs) {
      stallsAtMs = [...stallsAtMs, atMs].slice(-kept)
    },
    quality(nowMs) {
      const fastestMs = Math.min(...rttsMs)
      const onTime = rttsMs.filter((rttMs) => rttMs - fastestMs < lateMs)
      const seen = {
        jitterMs: onTime.length === 0 ? 0 : onTime.reduce((sum, rttMs) => sum + rttMs, 0) / onTime.length - fastestMs,
        lateShare: rttsMs.length === 0 ? 0 : 1 - onTime.length / rttsMs.length,
        stalls: stallsAtMs.filter((atMs) => nowMs - atMs < stallsForMs).length,
      }
      const reaches = (level: typeof fair) =>
        seen.jitterMs >= level.jitterMs || seen.lateShare >= level.lateShare || seen.stalls >= level.stalls
      if (reaches(poor)) return 'poor'
      return reaches(fair) ? 'fair' : 'good'
    },
    routeChanged() {
      const [before, last] = [rttsMs.slice(0, -recent), rttsMs.slice(-recent)]
      if (before.length < 2 * recent) return false
      const [wasMs, isMs] = [Math.min(...before), Math.min(...last)]
      const changed = isMs > 1.5 * wasMs + 10 || (last.length === recent && Math.max(...last) < wasMs / 1.5 - 10)
      if (changed) rttsMs = last
      return changed
    },
  }
}
