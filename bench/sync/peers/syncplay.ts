import type { ControlLaw, LawOrder } from './control-law.ts'

export const syncplayRules = { slowBeyondS: 1.5, slowUntilS: 0.1, slowRate: 0.95, rewindBeyondS: 4 } as const

/**
 * Syncplay 1.7.7-dev 9fdeea32, at each of the server's messages: who is ahead of the slowest is slowed down, or rewound. Nobody is ever sped up.
 * `target` is the message's position.
 */
export function createSyncplayLaw(): ControlLaw {
  const rules = syncplayRules
  return {
    look({ positionS, paused, rate, target }) {
      const orders: LawOrder[] = []
      if (!target) return { orders, againInMs: Number.POSITIVE_INFINITY }
      if (target.playing && paused) orders.push({ kind: 'play' })
      if (!target.playing && !paused) orders.push({ kind: 'pause' })
      const aheadS = positionS - target.positionS
      if (target.playing && aheadS > rules.rewindBeyondS) orders.push({ kind: 'seek', positionS: target.positionS })
      if (target.playing && aheadS > rules.slowBeyondS && rate === 1) orders.push({ kind: 'rate', rate: rules.slowRate })
      else if (target.playing && rate !== 1 && aheadS < rules.slowUntilS) orders.push({ kind: 'rate', rate: 1 })
      return { orders, againInMs: Number.POSITIVE_INFINITY }
    },
  }
}
