import { CodedError, UnavailableError } from '../errors/coded-error.ts'

const firstMs = 1_000
const longestMs = 5 * 60_000
const mostTriesOfOutage = 48
const mostTriesOfFault = 5

/**
 * When to try again after `attempts` failures and one more: at some moment within 1 s, 2 s, 4 s … 5 min, so that those that failed together don't come back
 * together; never before the other side's `Retry-After`.
 */
export function retryAtMs(attempts: number, error: unknown, { nowMs, random }: { nowMs: number; random: () => number }): number {
  const jitteredMs = Math.round(random() * Math.min(firstMs * 2 ** attempts, longestMs))
  const askedMs = error instanceof UnavailableError ? (error.retryAfterMs ?? 0) : 0
  return nowMs + Math.max(jitteredMs, askedMs)
}

/** Whether this failure was one too many: the 48th of another system, an hour and a half or so after the first, or the 5th that looks like a fault of ours. */
export function isOneTooMany(attempts: number, error: unknown): boolean {
  const isOutage = error instanceof CodedError && error.retryable
  return attempts + 1 >= (isOutage ? mostTriesOfOutage : mostTriesOfFault)
}

/** A failure in words that can be kept: only our own errors have words that hold no secret. */
export function failureWords(error: unknown): string {
  return error instanceof CodedError ? error.message : 'A fault of ours: the log tells more.'
}
