import { failureWords, isOneTooMany, retryAtMs } from './backoff.ts'
import { type Card, nextCard, readCard } from './card.ts'
import type { CardRow, ClaimedDelivery, DeliveryEnd } from './delivery.ts'
import type { DeliveryOutbox } from './delivery-outbox.ts'
import type { MessageSink, SinkOutcome } from './message-sink.ts'
import { type Notice, readNotice } from './notice.ts'
import { isQuiet } from './quiet-hours.ts'

export interface DeliverDependencies {
  outbox: DeliveryOutbox
  sink: MessageSink
  /** Makes the message, in Discord's JSON. */
  render(notice: Notice): Readonly<Record<string, unknown>>
  /** Milliseconds since 1970. */
  now(): number
  /** A number in [0, 1). */
  random(): number
  /** Told of each message that Discord will never take: the channel is gone, or the bot may not write there. */
  onRefused?(delivery: ClaimedDelivery, reason: string): void
  /** Told of each failure: it is tried again, or parked when it was one too many. */
  onFailure?(failure: { delivery: ClaimedDelivery; isParked: boolean }, error: unknown): void
}

/** A channel whose worker was killed is another's after this time. */
const leaseMs = 15_000
/** Channels that are served side by side. */
const limit = 25
/** `SUPPRESS_NOTIFICATIONS`: the message comes without a push. */
const silent = 1 << 12

type Outcome = DeliveryEnd | Extract<SinkOutcome, { kind: 'limited' }>

/**
 * One round of the outbox: the first message of each channel that is due. A message that is repeated keeps its nonce, so that Discord drops what it has already,
 * for the few minutes that it remembers. Safe to run anywhere, any time, twice.
 * @returns how many deliveries ended
 * @throws what the outbox throws, after all that was begun has come to rest
 */
export async function deliverDue(dependencies: DeliverDependencies): Promise<number> {
  const { outbox, now } = dependencies
  const claimed = await outbox.claim({ atMs: now(), leaseMs, limit })
  const rested = await Promise.allSettled(claimed.map((delivery) => deliver(delivery, dependencies)))
  for (const each of rested) if (each.status === 'rejected') throw each.reason
  return rested.filter((each) => each.status === 'fulfilled' && each.value).length
}

/** @returns whether it ended */
async function deliver(delivery: ClaimedDelivery, dependencies: DeliverDependencies): Promise<boolean> {
  const { outbox, now, random, onFailure, onRefused } = dependencies
  const outcome = await tell(delivery, dependencies).catch((error: unknown) => ({ kind: 'failed' as const, error }))
  if (outcome.kind === 'limited') {
    await outbox.postpone(delivery, { retryAtMs: outcome.untilMs })
    return false
  }
  if (outcome.kind !== 'failed') {
    if (outcome.kind === 'refused') onRefused?.(delivery, outcome.reason)
    return outbox.settle(delivery, outcome, now())
  }
  const { attempts } = delivery
  const isParked = isOneTooMany(attempts, outcome.error)
  const failure = failureWords(outcome.error)
  onFailure?.({ delivery, isParked }, outcome.error)
  if (isParked) return outbox.settle(delivery, { kind: 'parked', reason: failure }, now())
  await outbox.postpone(delivery, { retryAtMs: retryAtMs(attempts, outcome.error, { nowMs: now(), random }), failure })
  return false
}

async function tell(delivery: ClaimedDelivery, { outbox, sink, render, now }: DeliverDependencies): Promise<Outcome> {
  const { guildId, id, channelId, subject } = delivery
  const notice = readNotice(delivery.content)
  const rows = await outbox.cards(guildId, channelId, subject)
  const { event, entry, beganAtMs, endedAtMs } = notice
  const step = nextCard(
    rows.map(({ content }) => readCard(content)),
    { event, entryId: entry.id, beganAtMs, endedAtMs },
  )
  if (step.kind === 'outdated') return step

  const isSilent = notice.quietHours !== undefined && isQuiet(notice.quietHours, now())
  const rendered = render(isSilent ? { ...notice, mentionRoleIds: [] } : notice)
  const row = step.kind === 'turn' ? rows[step.index] : undefined
  if (row) {
    const edited = await sink.edit({ channelId, messageId: row.messageId, body: rendered })
    if (edited.kind !== 'gone') return kept(edited, row.id, step.card)
  }
  // Whoever deleted the message did not mean what comes after it.
  const created = await sink.create({ channelId, nonce: id, body: isSilent ? { ...rendered, flags: silent } : rendered })
  return kept(created, row?.id ?? id, step.card)
}

function kept(outcome: SinkOutcome, cardId: CardRow['id'], card: Card): Outcome {
  return outcome.kind === 'sent'
    ? { ...outcome, card: { id: cardId, messageId: outcome.messageId, content: JSON.stringify(card) } }
    : outcome
}
