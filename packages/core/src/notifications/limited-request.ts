import { type LimitedResponse, limitAnswerOf, retryAfterMs } from './limit-answer.ts'
import type { SendLane, SendLimit, SendTurn } from './send-limit.ts'

export interface LimitedRequestOptions {
  limit: SendLimit
  /** Milliseconds since 1970. */
  now: () => number
  /** Resolves after so many ms. */
  wait: (ms: number) => Promise<void>
}

export interface RequestPlace {
  /** As {@link SendLimit.take} has it. */
  route: string | undefined
  lane: SendLane
  /** How long it waits for its turn, in ms. */
  patienceMs: number
}

/** `limited`: it was not sent, or met a 429. Before `untilMs` asking again is of no use. */
export type LimitedAnswer<R> = { kind: 'answered'; response: R } | { kind: 'limited'; untilMs: number }

/** Waits for turns of a token's limit, for as long as each place says; else when its turn would be. */
export function createTurns({ limit, now, wait }: LimitedRequestOptions) {
  return async function turn({ route, lane, patienceMs }: RequestPlace): Promise<SendTurn> {
    const deadlineMs = now() + patienceMs
    for (;;) {
      const atMs = now()
      const next = await limit.take(route, { atMs, lane, patienceMs: Math.max(0, deadlineMs - atMs) })
      const startMs = next.kind === 'go' ? next.atMs : next.untilMs
      if (next.kind !== 'go' && startMs > deadlineMs) return next
      if (startMs > now()) await wait(startMs - now())
      if (next.kind === 'go') return next
    }
  }
}

/** Makes requests to Discord under a token's limit: each waits for its turn, is sent once at most, and the limit hears what was answered. */
export function createLimitedRequest({ limit, now, wait }: LimitedRequestOptions) {
  const turn = createTurns({ limit, now, wait })

  return async function request<R extends LimitedResponse>(place: RequestPlace, send: () => Promise<R>): Promise<LimitedAnswer<R>> {
    const start = await turn(place)
    if (start.kind !== 'go') return { kind: 'limited', untilMs: start.untilMs }
    const response = await send()
    await limit.learn(place.route, limitAnswerOf(response), { atMs: now() })
    return response.status === 429
      ? { kind: 'limited', untilMs: now() + (retryAfterMs(response) ?? 1_000) }
      : { kind: 'answered', response }
  }
}
