import type { Ms } from '../time.ts'
import type { LinkQuality } from './link-quality.ts'

/** When a client asks for the time: a burst to settle, then ever less often, the less so the worse the link is. */
export const pingSchedule = {
  burst: 10,
  burstEveryMs: 60,
  firstMs: 1000,
  growth: 1.25,
  longestMs: { good: 8000, fair: 5000, poor: 3000 },
} as const

/** How long to wait before ping number `index` (from 0) since the last burst began. Rule CL5. */
export function pingDelayMs(index: number, quality: LinkQuality = 'good'): Ms {
  if (index === 0) return 0
  if (index < pingSchedule.burst) return pingSchedule.burstEveryMs
  return Math.min(pingSchedule.longestMs[quality], pingSchedule.firstMs * pingSchedule.growth ** (index - pingSchedule.burst))
}
