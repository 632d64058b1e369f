import type { ConfigSource } from '../config/guild/config-source.ts'
import { evaluateFlag, type FlagEvaluation } from './evaluate-flag.ts'
import { type FlagRules, isFlagName } from './flag.ts'

/** What asks for a feature sees: the part of an OpenFeature client that is used here, so that one can take the place of our own rules. */
export interface FeatureFlags {
  /** Whether a feature is on for a guild, which is the targeting key; `fallback` when nobody can tell. Never throws. */
  getBooleanValue(flag: string, fallback: boolean, context: { targetingKey: string }): Promise<boolean>
}

/** Our own rules: the operator's, and what the people of a guild switched. */
export interface RuledFlags extends FeatureFlags {
  /** `undefined` for a flag that is none. @throws as {@link ConfigSource.of} */
  evaluate(flag: string, guildId: string): Promise<FlagEvaluation | undefined>
}

export interface RuledFlagsOptions {
  /** As of now. */
  rules(): FlagRules
  config: Pick<ConfigSource, 'of'>
}

export function createRuledFlags({ rules, config }: RuledFlagsOptions): RuledFlags {
  async function evaluate(flag: string, guildId: string): Promise<FlagEvaluation | undefined> {
    if (!isFlagName(flag)) return undefined
    const { features } = await config.of(guildId)
    return evaluateFlag(flag, guildId, rules(), features ?? {})
  }
  return {
    evaluate,
    async getBooleanValue(flag, fallback, { targetingKey }) {
      const evaluation = await evaluate(flag, targetingKey).catch(() => undefined)
      return evaluation?.value ?? fallback
    },
  }
}
