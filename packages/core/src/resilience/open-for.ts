import type { IBackoff } from 'cockatiel'

/**
 * Keeps a circuit open for `ms`, by a clock from outside. Cockatiel takes none: whenever somebody calls, it holds the backoff's duration against the wall clock. So the
 * duration is endless until our clock says that the time is over, and then there is none.
 */
export function openFor(ms: number, now: () => number): IBackoff<unknown> {
  const openedAtMs = now()
  return {
    get duration() {
      return Math.abs(now() - openedAtMs) < ms ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    },
    next: () => openFor(ms, now),
  }
}
