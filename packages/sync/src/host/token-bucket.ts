import type { Ms } from '../time.ts'

/** Lets through `perSecond` things a second on average, and `burst` at once. */
export function createTokenBucket(perSecond: number, burst: number): { take(nowMs: Ms): boolean } {
  let tokens = burst
  let atMs: Ms | undefined
  return {
    take(nowMs) {
      tokens = Math.min(burst, tokens + (Math.max(0, nowMs - (atMs ?? nowMs)) / 1000) * perSecond)
      atMs = nowMs
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}
