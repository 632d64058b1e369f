/** A notification that was verified and parsed, or what we found by asking, before anything was done about it. Its content is a hint: the entry is fetched again. */
export interface InboundNotification {
  /** The connection whose endpoint token it came with, or that was asked. */
  connection: string
  /** What makes two of them the same event: Kaltura's job id, a digest of the content, `ready:<entry>`. */
  dedupeKeys: readonly string[]
  /** It can be watched now: a recording that is ready, or a live stream that has begun. */
  subject: { kind: 'entry-ready'; entryId: string }
  receivedAtMs: number
}

/** A notification that waits for its message, with the attempts made so far. */
export interface PendingNotification {
  /** Stable over retries, so that Discord can drop a repeated message. At most 25 characters. */
  id: string
  notification: InboundNotification
  attempts: number
}

/**
 * Where notifications wait: what `accept` acknowledged is never lost, and never accepted twice.
 *
 * Each method is one atomic step (one batch) on every engine.
 */
export interface NotificationInbox {
  /** Stores it unless one of its dedupe keys was seen before (kept for 7 days at least). After `accepted` the sender may be told 200. */
  accept(notification: InboundNotification): Promise<{ kind: 'accepted'; id: string } | { kind: 'duplicate' }>

  /** Up to `limit` that are due at `atMs`, oldest first, each hidden from other callers for `leaseMs`. */
  claim(options: { atMs: number; leaseMs: number; limit: number }): Promise<readonly PendingNotification[]>

  /** It is done: never claimed again. */
  settle(id: string, outcome: 'sent' | 'nothing-to-say' | 'given-up'): Promise<void>

  /** It failed: hidden until `retryAtMs`, attempts + 1. */
  postpone(id: string, retryAtMs: number): Promise<void>
}
