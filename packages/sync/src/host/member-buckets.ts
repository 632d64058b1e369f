import type { Ms } from '../time.ts'
import { fullBucket, type Pace, type TokenBucket, takeToken } from './token-bucket.ts'

/** A token bucket for each member: nobody gains by another tab, or by coming again. Those that have filled again are dropped. */
export function createMemberBuckets(pace: Pace): { take(memberId: string, nowMs: Ms): boolean } {
  const fullAfterMs = (pace.burst / pace.perSecond) * 1000
  /** In the order in which they were last asked. */
  const asked = new Map<string, { readonly bucket: TokenBucket; readonly atMs: Ms }>()
  return {
    take(memberId, nowMs) {
      const bucket = asked.get(memberId)?.bucket ?? fullBucket(pace)
      asked.delete(memberId)
      asked.set(memberId, { bucket, atMs: nowMs })
      for (const [id, { atMs }] of asked) {
        if (nowMs - atMs < fullAfterMs) break
        asked.delete(id)
      }
      return takeToken(bucket, pace, nowMs)
    },
  }
}
