import type { Bearer } from './ks-gate.ts'

/** How often a KS with `actionslimit:<n>` was used (kaltura/server `ks::isValid`). */
export interface ActionsLimit {
  /** Counts one use, unless the KS has none left. */
  use(bearer: Bearer): 'used' | 'used-up' | 'invalid-limit'
}

/** How many limited KS are kept in mind; the oldest one is forgotten then. */
const most = 10_000

export function createActionsLimit(): ActionsLimit {
  const left = new Map<string, number>()
  return {
    use({ ks, content }) {
      const [limit] = content.privilegeValues.get('actionslimit') ?? []
      if (!content.privilegeValues.has('actionslimit')) return 'used'
      const uses = left.get(ks) ?? Number(limit)
      if (limit === undefined || !(Number(limit) > 0)) return 'invalid-limit'
      if (uses <= 0) return 'used-up'
      left.set(ks, uses - 1)
      const [oldest] = left.keys()
      if (left.size > most && oldest !== undefined) left.delete(oldest)
      return 'used'
    },
  }
}
