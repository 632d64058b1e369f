import type { GuildBindings } from '../access/guild-binding.ts'
import { CodedError } from '../errors/coded-error.ts'
import type { MediaCatalog } from '../media/media-catalog.ts'
import type { MeetingProvider } from '../meetings/meeting-provider.ts'
import { failureWords, isOneTooMany, retryAtMs } from './backoff.ts'
import type { PlannedDelivery } from './delivery.ts'
import { entryNews } from './entry-news.ts'
import { meetingNews } from './meeting-news.ts'
import type { ClaimedNotification, NotificationInbox } from './notification-inbox.ts'
import { isWanted, type NotificationRoute, type RoutesOf } from './route.ts'

export interface PlanDependencies {
  inbox: NotificationInbox
  bindings: Pick<GuildBindings, 'ofConnection'>
  routesOf: RoutesOf
  catalog(connection: string): Pick<MediaCatalog, 'get'> | undefined
  /** Default: no connection has any, and nothing is told of meetings. */
  meetings?(connection: string): Pick<MeetingProvider, 'find'> | undefined
  /** Milliseconds since 1970. */
  now(): number
  /** A number in [0, 1). */
  random(): number
  /** Told of each failure: it is tried again, or parked when it was one too many. */
  onFailure?(failure: { id: string; attempts: number; isParked: boolean }, error: unknown): void
  /** Told of each guild that hears nothing of it, because how it is set up can't be read. */
  onUnreadable?(guild: { id: string; guildId: string }, error: unknown): void
}

const leaseMs = 15_000
const limit = 20

/**
 * One round of the inbox: claims what is due, fetches each entry or meeting again (the notification was only a hint), and puts a delivery for each route that wants it into
 * the outbox. Safe to run anywhere, any time, twice.
 * @returns how many notifications it has dealt with
 */
export async function planDue(dependencies: PlanDependencies): Promise<number> {
  const { inbox, now } = dependencies
  const claimed = await inbox.claim({ atMs: now(), leaseMs, limit })
  // Asked for side by side, planned in their order.
  const asked = claimed.map(async (one) => ({ one, deliveries: await deliveriesOf(one, dependencies).catch(asFailure) }))
  let done = 0
  for (const { one, deliveries } of await Promise.all(asked)) {
    if (Array.isArray(deliveries)) done += (await inbox.plan(one, deliveries)) ? 1 : 0
    else await putOff(one, deliveries.error, dependencies)
  }
  return done
}

async function putOff(claimed: ClaimedNotification, error: unknown, { inbox, now, random, onFailure }: PlanDependencies): Promise<void> {
  const { id, attempts } = claimed
  const isParked = isOneTooMany(attempts, error)
  onFailure?.({ id, attempts: attempts + 1, isParked }, error)
  if (isParked) await inbox.park(claimed, failureWords(error))
  else await inbox.postpone(claimed, retryAtMs(attempts, error, { nowMs: now(), random }))
}

async function deliveriesOf(claimed: ClaimedNotification, dependencies: PlanDependencies): Promise<PlannedDelivery[]> {
  const { connection, subject } = claimed.notification
  const bound = await dependencies.bindings.ofConnection(connection)
  const news = 'entryId' in subject ? entryNews(subject, dependencies) : meetingNews(subject, dependencies)
  const told = await news({ connection, bound })
  if (!told) return []
  const { event, about, card, noticeFor } = told
  const wanted = await Promise.all(
    told.guildIds.map(async (guildId) => {
      const routes = await routesFor(guildId, claimed, dependencies)
      return firstOfEachChannel(routes.filter((route) => isWanted(route, event, about))).map((route) => ({ guildId, route }))
    }),
  )
  return wanted.flat().map(({ guildId, route }, index) => ({
    guildId,
    id: `${claimed.id}-${index.toString(36)}`,
    channelId: route.channelId,
    subject: card,
    event,
    content: JSON.stringify(noticeFor(route)),
  }))
}

/** A guild whose routes can't be read, and not because something is away, is left out in the end: the others shall not wait for it. */
async function routesFor(
  guildId: string,
  { id, attempts }: ClaimedNotification,
  { routesOf, onUnreadable }: PlanDependencies,
): Promise<readonly NotificationRoute[]> {
  try {
    return await routesOf(guildId)
  } catch (error) {
    const isFault = error instanceof CodedError && !error.retryable
    if (!isFault || !isOneTooMany(attempts, error)) throw error
    onUnreadable?.({ id, guildId }, error)
    return []
  }
}

function firstOfEachChannel(routes: readonly NotificationRoute[]): NotificationRoute[] {
  return [...new Map(routes.toReversed().map((route) => [route.channelId, route])).values()].reverse()
}

function asFailure(error: unknown): { error: unknown } {
  return { error }
}
