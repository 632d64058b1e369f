import type { Context } from 'hono'
import type { Outcome, Refusal } from '../refusal.ts'

/** Sends Discord's error: `{ code, message, errors? }`. */
export function refuse(c: Context, { status, code, message, errors, retryAfterS }: Refusal): Response {
  if (retryAfterS !== undefined)
    return c.json({ message, code, retry_after: retryAfterS, global: false }, status, {
      'retry-after': String(Math.ceil(retryAfterS)),
      'x-ratelimit-scope': 'shared',
      via: '1.1 sandbox',
    })
  return c.json({ message, code, ...(errors ? { errors } : {}) }, status)
}

/** Sends what was done, or why not. */
export function answer<T>(c: Context, outcome: Outcome<T>, send: (value: T) => Response): Response {
  return outcome.kind === 'done' ? send(outcome.value) : refuse(c, outcome.refusal)
}
