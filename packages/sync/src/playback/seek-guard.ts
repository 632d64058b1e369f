import type { Ms } from '../time.ts'
import { playbackRules } from './playback-rules.ts'

/** What the seeks that were meant to repair one incident have brought so far. */
export interface SeekGuard {
  readonly nextAtMs: Ms
  readonly backOffMs: Ms
  readonly failures: number
  readonly lastErrorMs?: Ms
}

export const freshGuard: SeekGuard = { nextAtMs: Number.NEGATIVE_INFINITY, backOffMs: playbackRules.seekBackOffMs, failures: 0 }

export type SeekVerdict = { kind: 'seek' | 'wait' | 'give-up'; guard: SeekGuard }

/**
 * Whether another seek is worth it. One that did not halve the error doubles the pause before the next and counts as failed; the third such
 * failure is the last. So a player whose own seek latency looks like drift cannot be driven into a loop. Rule CT6.
 */
export function judgeSeek(guard: SeekGuard, errorMs: Ms, nowMs: Ms): SeekVerdict {
  if (guard.failures >= playbackRules.seekFailures) return { kind: 'give-up', guard }
  if (nowMs < guard.nextAtMs) return { kind: 'wait', guard }
  const sizeMs = Math.abs(errorMs)
  const failed = guard.lastErrorMs !== undefined && sizeMs > guard.lastErrorMs / 2
  const failures = guard.failures + (failed ? 1 : 0)
  const backOffMs = failed ? guard.backOffMs * 2 : guard.backOffMs
  const next = { failures, backOffMs, lastErrorMs: sizeMs, nextAtMs: nowMs + backOffMs }
  return failures >= playbackRules.seekFailures ? { kind: 'give-up', guard: next } : { kind: 'seek', guard: next }
}
