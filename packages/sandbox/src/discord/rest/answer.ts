import type { Context } from 'hono'
import type { Outcome, Refusal } from '../refusal.ts'

/** Sends Discord's error: `{ code, message, errors? }`. */
export function refuse(c: Context, { status, code, message, errors }: Refusal): Response {
  return c.json({ message, code, ...(errors ? { errors } : {}) }, status)
}

/** Sends what was done, or why not. */
export function answer<T>(c: Context, outcome: Outcome<T>, send: (value: T) => Response): Response {
  return outcome.kind === 'done' ? send(outcome.value) : refuse(c, outcome.refusal)
}
