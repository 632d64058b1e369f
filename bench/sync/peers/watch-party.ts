import type { ControlLaw } from './control-law.ts'

export const watchPartyRules = { fromS: 0.5, mostRate: 1.1 } as const

/** howardchung/watchparty 5e5cf389, at each of the server's maps of positions: who is behind the leader speeds up. `target` is the leader, `positionS` what the map says of us. */
export function createWatchPartyLaw(): ControlLaw {
  return {
    look({ positionS, paused, target }) {
      if (!target || paused) return { orders: [], againInMs: Number.POSITIVE_INFINITY }
      const behindS = target.positionS - positionS
      const rate = behindS > watchPartyRules.fromS ? Math.min(watchPartyRules.mostRate, 1 + Math.round(behindS * 10) / 100) : 1
      return { orders: [{ kind: 'rate', rate }], againInMs: Number.POSITIVE_INFINITY }
    },
  }
}
