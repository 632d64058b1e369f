import type { DomainEvent, LoggedEvent } from './domain-event.ts'

/**
 * Keeps what happened, in one order for everybody. A store that changes something writes its events in the batch of the change itself; who has only something to
 * tell uses {@link EventLog.publish}.
 */
export interface EventLog {
  /**
   * Appends all of them, in this order, or none. One whose id is there already is skipped. At most 100.
   * @throws UnavailableError (retryable) when they may not have been written; publishing the same ids again is safe.
   */
  publish(events: readonly DomainEvent[]): Promise<void>

  /**
   * Up to `limit` events after a position, in order; of one guild where it is named. 0 is before the first.
   *
   * Nobody who goes on from the last position they saw misses an event: none ever appears behind one that could be read before.
   */
  read(options: { after: number; limit: number; guildId?: string | undefined }): Promise<readonly LoggedEvent[]>
}
