/**
 * What Discord lets one token send, shared by all processes that use it: 50 requests in a second, each route as its answers say, and no more requests that it
 * calls invalid than a part of the 10,000 in ten minutes that end in a ban (docs: topics/rate-limits).
 *
 * Whoever implements it for several processes makes each method one atomic step. Their clocks must agree to the second.
 */
export interface SendLimit {
  /**
   * Asks for the next turn on a route. A turn that is granted is taken: nobody else gets it.
   * @param route a method and a path with its channel or guild, such as `POST /channels/77/messages`
   * @param options.patienceMs how long the caller would wait for its turn
   * @returns `go` and when, or `wait` when the turn is further away than that; then nothing was taken, and before `untilMs` asking again is of no use
   */
  take(route: string, options: { atMs: number; patienceMs: number }): Promise<SendTurn>

  /** Learns from an answer of Discord. To be told of each, also of refusals. */
  learn(route: string, answer: LimitAnswer, options: { atMs: number }): Promise<void>
}

export type SendTurn = { kind: 'go'; atMs: number } | { kind: 'wait'; untilMs: number }

/** What an answer of Discord says of limits. */
export interface LimitAnswer {
  status: number
  /** `X-RateLimit-Remaining`: how many more the route takes before it is reset. */
  remaining?: number | undefined
  /** `X-RateLimit-Reset-After`, in ms. */
  resetAfterMs?: number | undefined
  /** `Retry-After`, in ms. */
  retryAfterMs?: number | undefined
  /** `X-RateLimit-Scope` of a 429: one of `shared` is nobody's fault and not counted as invalid. */
  scope?: 'user' | 'global' | 'shared' | undefined
}

/** Discord counts invalid requests in windows of ten minutes. */
export const invalidWindowMs = 10 * 60_000

/** Whether Discord counts the request that an answer is of as invalid, which leads to a ban. */
export function countsAsInvalid({ status, scope }: LimitAnswer): boolean {
  return status === 401 || status === 403 || (status === 429 && scope !== 'shared')
}

export interface SendLimitOptions {
  /** Turns in a second, on all routes together. Default 50, Discord's own. They come one after the other, so that no second holds more, wherever it begins. */
  perSecond?: number
  /**
   * Invalid requests (401, 403, 429) in a window of ten minutes after which nobody sends until it ends. Default 4,500: two windows side by side stay below
   * 10,000, with room for requests under way.
   */
  mostInvalid?: number
}
