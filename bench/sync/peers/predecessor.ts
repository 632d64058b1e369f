import type { ControlLaw, LawOrder } from './control-law.ts'

export const predecessorRules = {
  toleranceS: 2,
  /** Of the error itself: the worse it gets, the more is let be. */
  smoothing: 0.3,
  fairFromS: 0.5,
  poorFromS: 2,
  fairFactor: 1.5,
  poorFactor: 2,
} as const

/** kaltura-discord e4f55e8, at each message of the host (every 5 s): a seek beyond 2 s, or 3, or 4. It never had a transport; whoever runs it gives it one. */
export function createPredecessorLaw(): ControlLaw {
  const rules = predecessorRules
  let averageS = 0
  return {
    look({ positionS, paused, target }) {
      const orders: LawOrder[] = []
      if (!target) return { orders, againInMs: Number.POSITIVE_INFINITY }
      const sizeS = Math.abs(target.positionS - positionS)
      averageS = averageS * (1 - rules.smoothing) + sizeS * rules.smoothing
      const factor = averageS < rules.fairFromS ? 1 : averageS < rules.poorFromS ? rules.fairFactor : rules.poorFactor
      if (sizeS > rules.toleranceS * factor) orders.push({ kind: 'seek', positionS: target.positionS })
      if (target.playing !== !paused) orders.push({ kind: target.playing ? 'play' : 'pause' })
      return { orders, againInMs: Number.POSITIVE_INFINITY }
    },
  }
}
