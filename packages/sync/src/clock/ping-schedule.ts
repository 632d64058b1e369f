import type { Ms } from '../time.ts'

/** When a client asks for the time: a burst to settle, then ever less often. Starts anew with every connection. */
export const pingSchedule = { burst: 10, burstEveryMs: 60, firstMs: 1000, growth: 1.25, longestMs: 8000 } as const

/** How long to wait before ping number `index` (from 0). Rule CL5. */
export function pingDelayMs(index: number): Ms {
  if (index === 0) return 0
  if (index < pingSchedule.burst) return pingSchedule.burstEveryMs
  return Math.min(pingSchedule.longestMs, pingSchedule.firstMs * pingSchedule.growth ** (index - pingSchedule.burst))
}
