/**
 * What Discord lets one token send, shared by all processes that use it: 50 requests in a second, each route as its answers say, and no more requests that it
 * calls invalid than a part of the 10,000 in ten minutes that end in a ban (docs: topics/rate-limits). Every request to Discord asks it first: messages of channels,
 * and what a person waits for.
 *
 * Whoever implements it for several processes makes each method one atomic step. Their clocks must agree to the second.
 */
export interface SendLimit {
  /**
   * Asks for the next turn on a route. A turn that is granted is taken: nobody else gets it.
   * @param route a method and a path with its channel or guild, such as `POST /channels/77/messages`; `undefined` when its limit is nobody else's, as that of a
   * user's own token
   * @param options.patienceMs how long the caller would wait for its turn
   * @returns `go` and when; `wait` when the turn is further away than that, or the route or the token is closed, however long; `stop` when nothing at all may be sent,
   * with the token or without. Then nothing was taken, and before `untilMs` asking again is of no use
   */
  take(route: string | undefined, options: { atMs: number; patienceMs: number; lane: SendLane }): Promise<SendTurn>

  /** Learns from an answer of Discord. To be told of each, also of refusals. */
  learn(route: string | undefined, answer: LimitAnswer, options: { atMs: number }): Promise<void>
}

/**
 * Whose turns a request takes. Of all turns people have two fifths and channels one fifth to themselves, and what is left is for whoever comes first: a backlog of
 * messages holds up nobody who waits at a screen, and a rush of people holds up no channel.
 *
 * `tokenless` is what Discord does not count for the bot's token, such as sign-ins and answers to interactions: it takes no turn, and goes on while the token is closed. What
 * Discord calls invalid it counts by address, so the ban line holds for it too.
 */
export type SendLane = 'people' | 'channels' | 'tokenless'

/** The parts of all turns in a second; `anyone` is for people and channels. */
export const laneShares = { people: 2 / 5, channels: 1 / 5, anyone: 2 / 5 } as const

/** `stop`: so much was invalid that more would lead to a ban, or the network before Discord lets nothing through. */
export type SendTurn = { kind: 'go'; atMs: number } | { kind: 'wait' | 'stop'; untilMs: number }

/** What an answer of Discord says of limits. */
export interface LimitAnswer {
  status: number
  /** `X-RateLimit-Remaining`: how many more the route takes before it is reset. */
  remaining?: number | undefined
  /** `X-RateLimit-Reset-After`, in ms. */
  resetAfterMs?: number | undefined
  /** `Retry-After`, in ms. */
  retryAfterMs?: number | undefined
  /**
   * `X-RateLimit-Scope` of a 429: one of `shared` is nobody's fault and not counted as invalid. `network` where there is no such header: it comes from the network
   * before Discord, and is everyone's who sends from this address.
   */
  scope?: 'user' | 'global' | 'shared' | 'network' | undefined
}

/** Discord counts invalid requests in windows of ten minutes. */
export const invalidWindowMs = 10 * 60_000

/** Whether Discord counts the request that an answer is of as invalid, which leads to a ban. */
export function countsAsInvalid({ status, scope }: LimitAnswer): boolean {
  return status === 401 || status === 403 || (status === 429 && scope !== 'shared')
}

/** What an answer says of its route; `undefined` when nothing. */
export function routeAfter({ status, remaining, resetAfterMs, retryAfterMs = 0, scope }: LimitAnswer) {
  if (scope === 'global' || scope === 'network') return undefined
  // A 429 while something remains is of a part of the route alone, such as the name of a channel: the rest of it goes on.
  if (status === 429 && !remaining) return { remaining: 0, resetAfterMs: Math.max(retryAfterMs, resetAfterMs ?? 0) }
  return remaining === undefined || resetAfterMs === undefined ? undefined : { remaining, resetAfterMs }
}

export interface SendLimitOptions {
  /** Turns in a second, on all routes together. Default 50, Discord's own. Within its lane one comes after the other, so that no second holds more, wherever it begins. */
  perSecond?: number
  /**
   * Invalid requests (401, 403, 429) in a window of ten minutes after which nobody sends until it ends. Default 4,500: two windows side by side stay below
   * 10,000, with room for requests under way.
   */
  mostInvalid?: number
}
