import { type FlagName, type FlagRules, type FlagSwitches, flags } from './flag.ts'

/** Whether a feature is on, and why, in OpenFeature's words. */
export interface FlagEvaluation {
  value: boolean
  /**
   * `TARGETING_MATCH`: the operator, or the guild's own people, named this guild. `DISABLED`: the operator switched it off for all. `STATIC`: on for all.
   * `SPLIT`: by its share of the guilds. `DEFAULT`: nobody said anything.
   */
  reason: 'TARGETING_MATCH' | 'DISABLED' | 'STATIC' | 'SPLIT' | 'DEFAULT'
}

/** Decides for one guild. The operator's word for it comes first, then its people's, then the share; what is off for all is off for everybody. */
export function evaluateFlag(name: FlagName, guildId: string, rules: FlagRules, switches: FlagSwitches): FlagEvaluation {
  const rule = rules[name]
  const own = switches[name]
  if (typeof rule === 'object' && Object.hasOwn(rule.guilds, guildId))
    return { value: rule.guilds[guildId] === true, reason: 'TARGETING_MATCH' }
  if (rule === false) return { value: false, reason: 'DISABLED' }
  if (own !== undefined) return { value: own, reason: 'TARGETING_MATCH' }
  if (rule === undefined) return { value: flags[name].default, reason: 'DEFAULT' }
  return rule === true ? { value: true, reason: 'STATIC' } : { value: shareOf(name, guildId) < rule.percent, reason: 'SPLIT' }
}

/** Where a guild stands between 0 and 100: always the same for a flag, elsewhere for another, and evenly spread. */
export function shareOf(name: string, guildId: string): number {
  let hash = 0x811c9dc5
  for (const character of `${name} ${guildId}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  // Ids of guilds differ in a few digits at their ends; this spreads a change over all bits (MurmurHash3's last step).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (((hash ^ (hash >>> 16)) >>> 0) % 10_000) / 100
}
