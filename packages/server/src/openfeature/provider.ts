import type { RuledFlags } from '@kaltura-discord/core'
import type { EvaluationContext, Provider, ResolutionDetails } from '@openfeature/server-sdk'

/** The codes are OpenFeature's own; named here, because the package is only there where somebody uses this. */
const code = (value: 'FLAG_NOT_FOUND' | 'TYPE_MISMATCH' | 'TARGETING_KEY_MISSING' | 'GENERAL') =>
  value as NonNullable<ResolutionDetails<boolean>['errorCode']>

/**
 * Our features as a provider of OpenFeature: `OpenFeature.setProviderAndWait(createOpenFeatureProvider({ flags }))`. The targeting key is a guild id. There
 * are no features but those that are on or off.
 */
export function createOpenFeatureProvider({ flags }: { flags: RuledFlags }): Provider {
  async function other<T>(flag: string, fallback: T, { targetingKey = '' }: EvaluationContext): Promise<ResolutionDetails<T>> {
    const isOurs = (await flags.evaluate(flag, targetingKey).catch(() => true)) !== undefined
    return { value: fallback, reason: 'ERROR', errorCode: code(isOurs ? 'TYPE_MISMATCH' : 'FLAG_NOT_FOUND') }
  }
  return {
    metadata: { name: 'kaltura-discord' },
    runsOn: 'server',
    async resolveBooleanEvaluation(flag, fallback, { targetingKey }) {
      if (!targetingKey) return { value: fallback, reason: 'ERROR', errorCode: code('TARGETING_KEY_MISSING') }
      try {
        return (await flags.evaluate(flag, targetingKey)) ?? { value: fallback, reason: 'ERROR', errorCode: code('FLAG_NOT_FOUND') }
      } catch {
        return { value: fallback, reason: 'ERROR', errorCode: code('GENERAL') }
      }
    },
    resolveStringEvaluation: other,
    resolveNumberEvaluation: other,
    resolveObjectEvaluation: other,
  }
}
