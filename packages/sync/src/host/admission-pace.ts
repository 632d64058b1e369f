import { limits as wire } from '../protocol/limits.ts'
import type { Ms } from '../time.ts'

/**
 * Lets in `perSecond` sockets a second, and `burst` at once. Who has to wait is told for how long, each a little longer than the one before, so that a
 * storm comes back as a queue. A clock that was set back makes nobody wait for what it showed before. Rule RC4.
 */
export function createAdmissionPace(perSecond: number, burst: number): { take(nowMs: Ms): { retryAfterMs: Ms } | undefined } {
  const everyMs = 1000 / perSecond
  let dueMs = 0
  let lastSentAwayMs = 0
  return {
    take(nowMs) {
      if (dueMs > nowMs) {
        dueMs = 0
        lastSentAwayMs = 0
      }
      const nextMs = Math.max(dueMs, nowMs - burst * everyMs) + everyMs
      if (nextMs <= nowMs) {
        dueMs = nextMs
        return undefined
      }
      lastSentAwayMs = Math.max(lastSentAwayMs, nextMs) + everyMs
      return { retryAfterMs: Math.min(wire.retryAfterMs, lastSentAwayMs - nowMs) }
    },
  }
}
