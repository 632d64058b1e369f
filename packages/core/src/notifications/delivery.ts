import { canSee } from '../access/can-watch.ts'
import type { GuildBindings } from '../access/guild-binding.ts'
import type { MediaCatalog } from '../media/media-catalog.ts'
import type { MessageSink } from './message-sink.ts'
import type { NotificationInbox, PendingNotification } from './notification-inbox.ts'
import { readyMessage } from './ready-message.ts'

export interface DeliveryDependencies {
  inbox: NotificationInbox
  bindings: GuildBindings
  catalog(connection: string): MediaCatalog | undefined
  sink: MessageSink
  now(): number
  /** The custom id of a *Watch Together* button for an entry. */
  watchButtonId(entryId: string): string
  /** Told of each message that Discord will never take: the channel is gone, or the bot may not write there. */
  onRefused?(channelId: string, reason: string): void
  /** Told of each failure, which is then tried again; the reason holds no secret. */
  onPostponed?(pending: PendingNotification, error: unknown): void
}

/** How one round went. */
export interface DeliveryReport {
  sent: number
  quiet: number
  postponed: number
}

const leaseMs = 15_000
const maxAttempts = 12

/**
 * One round of the outbox: claims what is due, fetches each entry again (the notification was only a hint) and tells every guild that may see it.
 *
 * Safe to run anywhere, any time, twice: claims are leased and messages carry a nonce that stays the same over attempts.
 */
export async function deliverDue(dependencies: DeliveryDependencies): Promise<DeliveryReport> {
  const { inbox, now } = dependencies
  const report: DeliveryReport = { sent: 0, quiet: 0, postponed: 0 }
  for (const pending of await inbox.claim({ atMs: now(), leaseMs, limit: 20 })) {
    try {
      const messages = await deliver(pending, dependencies)
      await inbox.settle(pending.id, messages > 0 ? 'sent' : 'nothing-to-say')
      if (messages > 0) report.sent += 1
      else report.quiet += 1
    } catch (error) {
      dependencies.onPostponed?.(pending, error)
      if (pending.attempts + 1 >= maxAttempts) await inbox.settle(pending.id, 'given-up')
      else await inbox.postpone(pending.id, now() + retryDelayMs(pending.attempts))
      report.postponed += 1
    }
  }
  return report
}

/** 1 s, 2 s, 4 s … up to half an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(1000 * 2 ** attempts, 30 * 60_000)
}

/** @returns how many channels have it. */
async function deliver(
  pending: PendingNotification,
  { bindings, catalog, sink, now, watchButtonId, onRefused }: DeliveryDependencies,
): Promise<number> {
  const { connection, subject } = pending.notification
  const entry = await catalog(connection)?.get(subject.entryId)
  const listeners = (await bindings.ofConnection(connection)).filter((binding) => canSee(binding, entry, now()).kind === 'allowed')
  let sent = 0
  for (const [index, { announceChannelId }] of listeners.entries()) {
    if (!entry || announceChannelId === undefined) continue
    const body = readyMessage(entry, watchButtonId(entry.id))
    const outcome = await sink.send({ channelId: announceChannelId, nonce: nonceFor(pending, index), body })
    if (outcome.kind === 'sent') sent += 1
    else onRefused?.(announceChannelId, outcome.reason)
  }
  return sent
}

function nonceFor(pending: PendingNotification, index: number): string {
  return `${pending.id.slice(0, 21)}-${index.toString(36)}`
}
