import { UnavailableError } from '@kaltura-discord/core'
import { KalturaApiError } from '../client/kaltura-api-error.ts'

/** How long an account is taken to be without eSearch, in ms. */
const rememberedMs = 5 * 60_000
/** How long eSearch may take, in ms: somebody types, and Discord waits three seconds for suggestions. */
const patienceMs = 1_500

/** Asks eSearch, or another way when an account has none, or it is down or slow. */
export type EsearchOr = <Answer>(ways: {
  esearch: (signal: AbortSignal) => Promise<Answer>
  otherwise: () => Promise<Answer>
  signal: AbortSignal | undefined
}) => Promise<Answer>

/**
 * Not every account may use eSearch, and its index can be down while the rest of Kaltura is not. That is remembered for five minutes, but only once the other way
 * has answered: a Kaltura that is down as a whole says nothing about eSearch.
 * @param options.now milliseconds since 1970
 * @param options.timeout a signal that aborts after that many ms
 */
export function createEsearchOr({ now, timeout }: { now: () => number; timeout: (timeoutMs: number) => AbortSignal }): EsearchOr {
  let missedAtMs = Number.NEGATIVE_INFINITY
  return async ({ esearch, otherwise, signal }) => {
    const sinceMs = now() - missedAtMs
    if (sinceMs >= 0 && sinceMs < rememberedMs) return otherwise()
    const patience = timeout(patienceMs)
    try {
      return await esearch(signal ? AbortSignal.any([signal, patience]) : patience)
    } catch (error) {
      signal?.throwIfAborted()
      if (!patience.aborted && !isNotOffered(error) && !isDown(error)) throw error
      const answer = await otherwise()
      missedAtMs = now()
      return answer
    }
  }
}

/** What Kaltura says when an account, or the role of a KS, may not use a service, or an installation doesn't have it. */
const notOffered = new Set([
  'FEATURE_FORBIDDEN',
  'SERVICE_FORBIDDEN',
  'SERVICE_DOES_NOT_EXISTS',
  'ACTION_DOES_NOT_EXISTS',
  'ACTION_FORBIDDEN',
])

export function isNotOffered(error: unknown): boolean {
  return error instanceof KalturaApiError && notOffered.has(error.apiCode)
}

function isDown(error: unknown): boolean {
  return error instanceof UnavailableError || (error instanceof KalturaApiError && error.retryable)
}
