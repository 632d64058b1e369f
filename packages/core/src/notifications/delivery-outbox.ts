import type { DomainEvent } from '../events/domain-event.ts'
import type { Backlog } from './backlog.ts'
import type { CardRow, ClaimedDelivery, Delivery, DeliveryEnd, DeliveryState } from './delivery.ts'

/** Every guild at once, for the pause switch. */
export const everyGuild = '*'

/**
 * Where messages wait for Discord, a queue for each channel: a channel's first one is claimed, and none behind it before that one has ended. Channels don't wait
 * for each other. `plan` of the inbox fills it.
 *
 * Each method is one atomic step (one batch) on every engine; the guild is part of every key.
 */
export interface DeliveryOutbox {
  /**
   * The first delivery of each of up to `limit` channels that are due at `atMs` and not paused, longest due first. Their channels are hidden from other callers
   * for `leaseMs`, or until they are settled or postponed.
   */
  claim(options: { atMs: number; leaseMs: number; limit: number }): Promise<readonly ClaimedDelivery[]>

  /** It ended, and the next one of its channel is due. A sent one leaves its card. Tells `deliveryEnded` in the same step. @returns whether the caller still had the lease; without it nothing is written */
  settle(claimed: ClaimedDelivery, end: DeliveryEnd, atMs: number): Promise<boolean>

  /**
   * Its channel is hidden until `retryAtMs`.
   * @param options.failure why an attempt failed, which counts; none when nothing was attempted
   * @returns as {@link settle}
   */
  postpone(claimed: ClaimedDelivery, options: { retryAtMs: number; failure?: string | undefined }): Promise<boolean>

  /** The cards of a subject in a channel, the newest first; at most 20. */
  cards(guildId: string, channelId: string, subject: string): Promise<readonly CardRow[]>

  /** Deliveries of a guild, the newest first, from behind the id `after` on. */
  list(
    guildId: string,
    options: { state?: DeliveryState | undefined; after?: string | undefined; limit: number },
  ): Promise<readonly Delivery[]>

  /**
   * A parked or refused delivery waits again, as the last one of its channel, with no attempts made.
   * @param told published in the same step, if there was such a one
   * @returns whether there was such a one in this guild
   */
  replay(guildId: string, id: string, told?: DomainEvent): Promise<boolean>

  /** Nothing of this guild, or of {@link everyGuild}, is claimed until it is resumed. What comes in meanwhile waits. `told` is published in the same step. */
  pause(guildId: string, atMs: number, told?: DomainEvent): Promise<void>
  resume(guildId: string, told?: DomainEvent): Promise<void>
  /** The guilds that are paused now, {@link everyGuild} among them. */
  paused(): Promise<readonly string[]>

  /** Counts what has not ended, without reading what has: it costs as much as there is to count. */
  backlog(): Promise<Backlog>
}
