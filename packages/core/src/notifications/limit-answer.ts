import type { LimitAnswer } from './send-limit.ts'

/** What of a `Response` says something of limits. */
export interface LimitedResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
}

const longestS = 86_400

/** What Discord's headers say of limits. */
export function limitAnswerOf(response: LimitedResponse): LimitAnswer {
  const { status, headers } = response
  const scope = headers.get('x-ratelimit-scope')
  return {
    status,
    remaining: numberIn(headers, 'x-ratelimit-remaining'),
    resetAfterMs: secondsIn(headers, 'x-ratelimit-reset-after'),
    retryAfterMs: retryAfterMs(response),
    scope: scope === 'user' || scope === 'shared' || scope === 'global' ? scope : status === 429 ? 'network' : undefined,
  }
}

/** What a response asks to wait, in ms; `undefined` when it asks for nothing. */
export function retryAfterMs({ headers }: Pick<LimitedResponse, 'headers'>): number | undefined {
  return secondsIn(headers, 'retry-after')
}

function secondsIn(headers: LimitedResponse['headers'], name: string): number | undefined {
  const seconds = numberIn(headers, name)
  return seconds === undefined ? undefined : Math.ceil(Math.min(seconds, longestS) * 1000)
}

function numberIn(headers: LimitedResponse['headers'], name: string): number | undefined {
  const text = headers.get(name) ?? ''
  return /^\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined
}
