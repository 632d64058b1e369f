import type { Ms } from '../time.ts'

export const backOff = { firstMs: 500, longestMs: 10_000 } as const

/** Full jitter: anywhere from 0 to a ceiling that doubles from 0.5 s to 10 s. `attempt` counts from 1; `random` is in [0, 1). Rule CO2. */
export function backOffMs(attempt: number, random: () => number): Ms {
  return random() * Math.min(backOff.longestMs, backOff.firstMs * 2 ** (attempt - 1))
}
