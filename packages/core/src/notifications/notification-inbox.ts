import type { DomainEvent } from '../events/domain-event.ts'
import type { Backlog } from './backlog.ts'
import type { PlannedDelivery } from './delivery.ts'
import type { NotificationSubject } from './notification-subject.ts'

/** A notification that was verified and parsed, or what we found by asking, before anything was done about it. Its content is a hint: the entry, or the meeting, is fetched again. */
export interface InboundNotification {
  /** The connection whose endpoint token it came with, or that was asked. */
  connection: string
  /** What makes two of them the same event: Kaltura's job id, a digest of the content, `ready:<entry>`, what happened to a meeting and when. */
  dedupeKeys: readonly string[]
  subject: NotificationSubject
  receivedAtMs: number
}

/** A notification that waits to be planned, with the attempts made so far. */
export interface PendingNotification {
  /** Stable over retries, and so are the ids of its deliveries. At most 21 characters. */
  id: string
  notification: InboundNotification
  attempts: number
}

/** One that was claimed. Only the last who claimed it can decide about it: whoever lost the lease has lost the say. */
export interface ClaimedNotification extends PendingNotification {
  lease: string
}

/** One that was given up for now, and why. */
export interface ParkedNotification extends PendingNotification {
  reason: string
}

/**
 * Where notifications wait: what `accept` acknowledged is never lost, and never accepted twice.
 *
 * Each method is one atomic step (one batch) on every engine.
 */
export interface NotificationInbox {
  /** Stores it unless one of its dedupe keys was seen before (as long as they are kept, `keptForMs.notification`). After `accepted` the sender may be told 200. */
  accept(notification: InboundNotification): Promise<{ kind: 'accepted'; id: string } | { kind: 'duplicate' }>

  /** Up to `limit` that are due at `atMs`, oldest first, each hidden from other callers for `leaseMs`. */
  claim(options: { atMs: number; leaseMs: number; limit: number }): Promise<readonly ClaimedNotification[]>

  /**
   * It is done: its deliveries stand in the outbox, in this order behind what their channels have already; none when there is nothing to say.
   * @returns whether the caller still had the lease; without it nothing is written
   */
  plan(claimed: ClaimedNotification, deliveries: readonly PlannedDelivery[]): Promise<boolean>

  /** It failed: hidden until `retryAtMs`, attempts + 1. @returns as {@link plan} */
  postpone(claimed: ClaimedNotification, retryAtMs: number): Promise<boolean>

  /** It failed too often: not claimed again before somebody replays it. @returns as {@link plan} */
  park(claimed: ClaimedNotification, reason: string): Promise<boolean>

  /** Those of a connection that are parked, oldest first, from behind the id `after` on. */
  parked(connection: string, options: { after?: string | undefined; limit: number }): Promise<readonly ParkedNotification[]>

  /**
   * A parked one is due again, with no attempts made.
   * @param told published in the same step, if there was such a one
   * @returns whether there was such a one in this connection
   */
  replay(connection: string, id: string, told?: DomainEvent): Promise<boolean>

  /** Counts what is not planned, without reading what is: it costs as much as there is to count. */
  backlog(): Promise<Backlog>
}
