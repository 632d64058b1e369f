import type { ControlLaw, LawOrder } from './control-law.ts'

export const timingsrcRules = {
  everyMs: 1000 / 60,
  toleranceS: 0.025,
  seekBeyondS: 1,
  /** An error of half a second doubles the rate. */
  timeConstantS: 0.5,
  leastRate: 0.0625,
  mostRate: 16,
  /** Nearer than this a media element's `currentTime` is where it was put. */
  sameS: 0.0005,
} as const

/** timingsrc 1.4.36 (chrisguttandin): the rate is set anew at every animation frame; beyond 1 s a seek, led by what seeks were seen to take. */
export function createTimingsrcLaw(): ControlLaw {
  const rules = timingsrcRules
  let delayS = 0
  let lastS: number | undefined

  function playing(positionS: number, targetS: number): { positionS: number; rate: number } {
    const aheadS = positionS - targetS
    const sizeS = Math.abs(aheadS)
    if (sizeS > rules.seekBeyondS) {
      if (aheadS < 0 || aheadS > delayS) {
        if (lastS === positionS) delayS += sizeS
        return { positionS: targetS + delayS, rate: 1 }
      }
      if (lastS !== positionS) {
        delayS -= sizeS
        return { positionS: targetS + delayS, rate: 1 }
      }
    }
    if (sizeS <= rules.toleranceS) return { positionS, rate: 1 }
    const factor = (sizeS + rules.timeConstantS) / rules.timeConstantS
    return { positionS, rate: Math.max(rules.leastRate, Math.min(rules.mostRate, aheadS > 0 ? 1 / factor : factor)) }
  }

  return {
    look({ positionS, paused, target }) {
      const again = { againInMs: rules.everyMs }
      if (!target) return { orders: [], ...again }
      const wanted = target.playing ? playing(positionS, target.positionS) : { positionS: target.positionS, rate: 0 }
      const orders: LawOrder[] = []
      const moved = Math.abs(wanted.positionS - positionS) > rules.sameS
      if (moved) orders.push({ kind: 'seek', positionS: wanted.positionS })
      lastS = wanted.positionS
      if (wanted.rate === 0) {
        if (!paused) orders.push({ kind: 'pause' })
        return { orders, ...again }
      }
      orders.push({ kind: 'rate', rate: wanted.rate })
      if (paused) orders.push({ kind: 'play' })
      return { orders, ...again }
    },
  }
}
