import { canSee } from '../access/can-watch.ts'
import type { GuildBindings } from '../access/guild-binding.ts'
import { UnavailableError } from '../errors/coded-error.ts'
import type { Entry } from '../media/entry.ts'
import type { MediaCatalog } from '../media/media-catalog.ts'
import { failureWords, isOneTooMany, retryAtMs } from './backoff.ts'
import type { PlannedDelivery } from './delivery.ts'
import { eventOf, noticeOf } from './notice.ts'
import type { ClaimedNotification, NotificationInbox } from './notification-inbox.ts'
import { isWanted, type NotificationRoute, type RoutesOf } from './route.ts'

export interface PlanDependencies {
  inbox: NotificationInbox
  bindings: Pick<GuildBindings, 'ofConnection'>
  routesOf: RoutesOf
  catalog(connection: string): Pick<MediaCatalog, 'get'> | undefined
  /** Milliseconds since 1970. */
  now(): number
  /** A number in [0, 1). */
  random(): number
  /** Told of each failure: it is tried again, or parked when it was one too many. */
  onFailure?(failure: { id: string; attempts: number; isParked: boolean }, error: unknown): void
}

const leaseMs = 15_000
const limit = 20

/**
 * One round of the inbox: claims what is due, fetches each entry again (the notification was only a hint), and puts a delivery for each route that wants it into
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
  const { bindings, catalog, now, routesOf } = dependencies
  const { connection, subject } = claimed.notification
  const bound = await bindings.ofConnection(connection)
  const playlists = [...new Set(bound.flatMap(({ scope }) => scope.playlists ?? []))]
  const entry = await catalog(connection)?.get(subject.entryId, { playlists })
  if (!entry) return []
  if (subject.kind === 'entry-ready' && entry.status === 'processing')
    throw new UnavailableError('Kaltura said that an entry is ready, and does not show it as ready yet.')
  const guilds = bound.filter((binding) => canSee(binding, entry, now()).kind === 'allowed')
  const event = eventOf(subject, entry)
  const wanted = await Promise.all(
    guilds.map(async ({ guildId }) => {
      const routes = (await routesOf(guildId)).filter((route) => isWanted(route, event, entry))
      return firstOfEachChannel(routes).map((route) => ({ guildId, route }))
    }),
  )
  return wanted.flat().map(({ guildId, route }, index) => ({
    guildId,
    id: `${claimed.id}-${index.toString(36)}`,
    channelId: route.channelId,
    subject: subjectOf(entry),
    event,
    content: JSON.stringify(noticeOf(subject, entry, route)),
  }))
}

/** A stream and all its recordings are one subject. */
function subjectOf({ id, recordedFrom }: Entry): string {
  return recordedFrom ?? id
}

function firstOfEachChannel(routes: readonly NotificationRoute[]): NotificationRoute[] {
  return [...new Map(routes.toReversed().map((route) => [route.channelId, route])).values()].reverse()
}

function asFailure(error: unknown): { error: unknown } {
  return { error }
}
