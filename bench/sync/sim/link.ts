import type { Ms, Timers } from '@kaltura-discord/sync'
import type { Chance } from './chance.ts'

export type LinkKind = 'good' | 'typical' | 'poor'

/** Round trips in ms; how unlike the two directions may be; mean jitter of each direction in ms; share of segments that TCP has to send again. */
const kinds: Readonly<Record<LinkKind, { rttMs: readonly [Ms, Ms]; asymmetry: number; jitterMs: Ms; loss: number }>> = {
  good: { rttMs: [20, 40], asymmetry: 0.05, jitterMs: 1, loss: 0 },
  typical: { rttMs: [40, 120], asymmetry: 0.15, jitterMs: 5, loss: 0.002 },
  poor: { rttMs: [80, 250], asymmetry: 0.35, jitterMs: 25, loss: 0.02 },
}

export interface Link {
  readonly rttMs: Ms
  up(arrive: () => void): void
  down(arrive: () => void): void
}

/** One viewer's TCP connection: each direction keeps its order, and a lost segment holds up all that follow. */
export function createLink({
  kind,
  fixed,
  chance,
  timers,
}: {
  kind: LinkKind
  fixed: Chance
  chance: Chance
  timers: Timers & { now(): Ms }
}): Link {
  const { rttMs: range, asymmetry, jitterMs, loss } = kinds[kind]
  const rttMs = fixed.between(...range)
  const unlike = fixed.between(-asymmetry, asymmetry)
  const lane = (baseMs: Ms) => {
    let lastMs = 0
    return (arrive: () => void) => {
      const again = chance.share() < loss ? Math.max(200, 1.5 * rttMs) : 0
      lastMs = Math.max(lastMs, timers.now() + baseMs + chance.exponential(jitterMs) + again)
      timers.after(lastMs - timers.now(), arrive)
    }
  }
  return { rttMs, up: lane((rttMs / 2) * (1 + unlike)), down: lane((rttMs / 2) * (1 - unlike)) }
}
