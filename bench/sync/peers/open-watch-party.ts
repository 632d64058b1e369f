import type { ControlLaw, LawOrder } from './control-law.ts'

export const openWatchPartyRules = {
  everyMs: 500,
  deadbandS: 0.04,
  seekBeyondS: 2,
  gain: 0.5,
  leastRate: 0.85,
  mostRate: 2,
  /** A newcomer's seek is led by so much, and they are caught up by rate alone for so long. */
  joinLeadS: 0.3,
  joinForMs: 30_000,
  joinWithinS: 10,
  joinedS: 0.5,
} as const

/** OpenWatchParty 1b960f0, its Jellyfin client: a rate by the root of the error, a seek from 2 s. */
export function createOpenWatchPartyLaw({ joins = false }: { joins?: boolean } = {}): ControlLaw {
  const rules = openWatchPartyRules
  let joiningUntilMs: number | undefined
  let joining = joins

  return {
    look({ nowMs, positionS, paused, target }) {
      const step = (orders: readonly LawOrder[]) => ({ orders, againInMs: rules.everyMs })
      if (!target?.playing || paused) return step([])
      const behindS = target.positionS - positionS
      const sizeS = Math.abs(behindS)
      joiningUntilMs ??= nowMs + rules.joinForMs
      if (sizeS < rules.joinedS || nowMs > joiningUntilMs) joining = false
      if (sizeS < rules.deadbandS) return step([{ kind: 'rate', rate: 1 }])
      if (sizeS >= rules.seekBeyondS && !(joining && sizeS < rules.joinWithinS)) {
        return step([
          { kind: 'seek', positionS: target.positionS },
          { kind: 'rate', rate: 1 },
        ])
      }
      const rate = 1 + Math.sign(behindS) * Math.sqrt(sizeS) * rules.gain
      return step([{ kind: 'rate', rate: Math.min(rules.mostRate, Math.max(rules.leastRate, rate)) }])
    },
  }
}
