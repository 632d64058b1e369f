import { UnavailableError } from '@kaltura-discord/core'

/** How often Kaltura's own player asks whether a stream is live. */
export const basePeriodMs = 10_000
/** With nothing on and nothing planned. */
const longestPeriodMs = 120_000
/** The longest wait that Kaltura may ask for: after it we look whether it still means it. */
const longestRetryAfterMs = 3_600_000
/** Up to a fifth more or less by chance, so that many processes don't ask at once. */
const jitter = 0.2

/** How one round of looking went. */
export type Round =
  /** Something is on, is about to be, or may be about to end. */
  { kind: 'busy' } | { kind: 'quiet' } | { kind: 'failed'; error: unknown }

/**
 * When to look again: after 10 s while something happens, else after twice the last period, up to 2 minutes. A failure slows down as silence does.
 * `waitMs` is the period with its jitter, and never shorter than Kaltura's `Retry-After`.
 */
export function paceAfter(round: Round, lastPeriodMs: number, random: () => number): { periodMs: number; waitMs: number } {
  const periodMs = round.kind === 'busy' ? basePeriodMs : Math.min(lastPeriodMs * 2, longestPeriodMs)
  const waitMs = Math.round(periodMs * (1 - jitter + 2 * jitter * random()))
  return { periodMs, waitMs: Math.max(waitMs, askedForMs(round)) }
}

function askedForMs(round: Round): number {
  const error = round.kind === 'failed' ? round.error : undefined
  return error instanceof UnavailableError ? Math.min(error.retryAfterMs ?? 0, longestRetryAfterMs) : 0
}
