import type { ControlLaw } from './control-law.ts'

export const jellyfinRules = {
  lookEveryMs: 250,
  checkEveryMs: 1500,
  /** After a command, and after a correction, it looks away for so long. */
  restMs: 1500,
  speedFromMs: 60,
  speedToMs: 3000,
  speedForMs: 1000,
  leastRate: 0.2,
  skipFromMs: 400,
} as const

/**
 * Jellyfin web f330b7bc, SyncPlay: SpeedToSync (all of the error within a second) and SkipToSync. One law per command of the server: a new command is a new law.
 * As it ships `correction` is off, and nothing is ever corrected.
 */
export function createJellyfinLaw({ correction }: { correction: boolean }): ControlLaw {
  const rules = jellyfinRules
  let fromMs: number | undefined
  let backAtMs: number | undefined
  let checkedAtMs = Number.NEGATIVE_INFINITY

  return {
    look({ nowMs, positionS, paused, target }) {
      if (!correction || !target?.playing || paused) return { orders: [], againInMs: rules.lookEveryMs }
      fromMs ??= nowMs + rules.restMs
      if (backAtMs !== undefined && nowMs >= backAtMs - 1) {
        backAtMs = undefined
        return { orders: [{ kind: 'rate', rate: 1 }], againInMs: rules.lookEveryMs }
      }
      if (backAtMs !== undefined) return { orders: [], againInMs: backAtMs - nowMs }
      if (nowMs < fromMs || nowMs - checkedAtMs < rules.checkEveryMs) return { orders: [], againInMs: rules.lookEveryMs }
      checkedAtMs = nowMs
      const behindMs = (target.positionS - positionS) * 1000
      const sizeMs = Math.abs(behindMs)
      if (sizeMs >= rules.speedFromMs && sizeMs < rules.speedToMs) {
        const forMs = behindMs <= -rules.speedForMs * rules.leastRate ? sizeMs / (1 - rules.leastRate) : rules.speedForMs
        backAtMs = nowMs + forMs
        return { orders: [{ kind: 'rate', rate: 1 + behindMs / forMs }], againInMs: forMs }
      }
      if (sizeMs < rules.skipFromMs) return { orders: [], againInMs: rules.lookEveryMs }
      fromMs = nowMs + rules.restMs
      return { orders: [{ kind: 'seek', positionS: target.positionS }], againInMs: rules.lookEveryMs }
    },
  }
}
