import type { NotificationEvent } from './notification-event.ts'

/** One event for one channel, before it stands in the outbox. */
export interface PlannedDelivery {
  guildId: string
  /** Made of its notification's; the nonce of its message. At most 25 characters, and later ones sort behind earlier ones. */
  id: string
  channelId: string
  /** What it is about: events of one subject share a card. */
  subject: string
  event: NotificationEvent
  /** What is needed to make its message, as text that only the pipeline reads. */
  content: string
}

/**
 * `waiting` for its turn in its channel; `sent`; `outdated`: its card already told something later; `refused` by Discord for good; `parked` after too many attempts.
 */
export const deliveryStates = ['waiting', 'sent', 'outdated', 'refused', 'parked'] as const

export type DeliveryState = (typeof deliveryStates)[number]

/** A row of the outbox. */
export interface Delivery extends PlannedDelivery {
  state: DeliveryState
  /** Those that failed. */
  attempts: number
  /** Why the last attempt failed, or why it was refused or parked. Holds no secret. */
  reason: string | undefined
  messageId: string | undefined
}

/** One whose channel was claimed. Only the last who claimed it can decide about it. */
export interface ClaimedDelivery extends Delivery {
  lease: string
}

/** A message that events of one subject in one channel edit. */
export interface CardRow {
  /** Within its guild, channel and subject. At most 100 characters. */
  id: string
  messageId: string
  /** What it tells, as text that only the pipeline reads. */
  content: string
}

/** How a delivery ended. */
export type DeliveryEnd =
  | { kind: 'sent'; messageId: string; card: CardRow }
  | { kind: 'outdated' }
  | { kind: 'refused'; reason: string }
  | { kind: 'parked'; reason: string }
