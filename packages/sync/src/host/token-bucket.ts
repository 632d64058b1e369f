import type { Ms } from '../time.ts'

/** Lets through `perSecond` things a second on average, and `burst` at once. */
export interface Pace {
  readonly perSecond: number
  readonly burst: number
}

/** Plain numbers, because every socket has one. */
export interface TokenBucket {
  tokens: number
  atMs: Ms
}

export function fullBucket({ burst }: Pace): TokenBucket {
  return { tokens: burst, atMs: 0 }
}

/** Whether one more thing may pass at `nowMs`; it is then counted. */
export function takeToken(bucket: TokenBucket, { perSecond, burst }: Pace, nowMs: Ms): boolean {
  bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond)
  bucket.atMs = nowMs
  if (bucket.tokens < 1) return false
  bucket.tokens -= 1
  return true
}
