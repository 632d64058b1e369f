import { UnavailableError } from '../errors/coded-error.ts'
import { createMemorySendLimit } from './memory-send-limit.ts'
import type { SendLimit } from './send-limit.ts'

export interface SteadySendLimitOptions {
  /** Of all processes that use the token. */
  shared: SendLimit
  /** What this process keeps to by itself meanwhile. Default: a fifth of what the token has, so that five processes stay within it. */
  own?: SendLimit
  /** The shared one can't be asked. Called at most once in {@link SteadySendLimitOptions.restMs}. */
  onAway(error: UnavailableError): void
  /** For how long it isn't asked again then, in ms: whoever waits for a turn waits for it no more than once. Default 2,000. */
  restMs?: number
}

/**
 * A limit that goes on while what the processes share is away: people and channels wait for Discord, and not for our own bookkeeping. Discord's answers are
 * always learned by both, so that neither begins with a route that is closed.
 */
export function createSteadySendLimit({
  shared,
  own = createMemorySendLimit({ perSecond: 10, mostInvalid: 900 }),
  onAway,
  restMs = 2_000,
}: SteadySendLimitOptions): SendLimit {
  let awayUntilMs = Number.NEGATIVE_INFINITY

  /** Further ahead than the rest lasts it is only after the clock went back. */
  const isResting = (atMs: number) => atMs < awayUntilMs && awayUntilMs - atMs <= restMs

  /** `undefined` while the shared one is away. */
  async function ask<T>(atMs: number, question: () => Promise<T>): Promise<T | undefined> {
    if (isResting(atMs)) return undefined
    try {
      return await question()
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error
      // Of those that were under way together the first tells.
      if (isResting(atMs)) return undefined
      awayUntilMs = atMs + restMs
      onAway(error)
      return undefined
    }
  }

  return {
    take: async (route, options) => (await ask(options.atMs, () => shared.take(route, options))) ?? own.take(route, options),
    async learn(route, answer, options) {
      await own.learn(route, answer, options)
      await ask(options.atMs, () => shared.learn(route, answer, options))
    },
  }
}
