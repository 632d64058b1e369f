import { deliveryRoutes } from '@kaltura-discord/api'
import {
  type Delivery,
  type DeliveryOutbox,
  type DomainEvent,
  type ErrorCode,
  everyGuild,
  type NotificationInbox,
  type ParkedNotification,
} from '@kaltura-discord/core'
import type { Hono } from 'hono'
import { type Order, obey, orderOf } from '../audit/order.ts'
import { happened, type Tell } from '../audit/tell.ts'
import { serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { ServerLog } from '../server-log.ts'

export interface DeliveriesDependencies {
  outbox: Pick<DeliveryOutbox, 'list' | 'replay' | 'pause' | 'resume' | 'paused'>
  inbox: Pick<NotificationInbox, 'parked' | 'replay'>
  /** Whether there is a Kaltura connection of this name. */
  isConnection(name: string): boolean
  serviceToken: string
  now(): number
  tell: Tell
  /** Called after something was changed, to deliver and record it soon. */
  wake(): void
  log: ServerLog
}

/** What became of notifications, and the switches for when something is wrong. Calls of a bot or an operator. */
export function mountDeliveries(app: Hono, dependencies: DeliveriesDependencies): void {
  const { outbox, inbox, isConnection, serviceToken, now, tell, wake, log } = dependencies
  const guard = serviceGuard(serviceToken)

  async function pause(guildId: string, by: string | undefined) {
    await outbox.pause(guildId, now(), happened(orderOf({ command: 'deliveries.pause', guildId, by }), now()))
    log.info({ guildId }, 'deliveries are paused')
    wake()
    return {}
  }
  async function resume(guildId: string, by: string | undefined) {
    await outbox.resume(guildId, happened(orderOf({ command: 'deliveries.resume', guildId, by }), now()))
    log.info({ guildId }, 'deliveries are resumed')
    wake()
    return {}
  }
  async function replay(order: Order, run: (told: DomainEvent) => Promise<ErrorCode | undefined>) {
    await obey(order, { tell, now }, run)
    wake()
    return {}
  }
  mount(app, deliveryRoutes.pauseDeliveries, guard, ({ params: { guildId }, body: { by } }) => pause(guildId, by))
  mount(app, deliveryRoutes.resumeDeliveries, guard, ({ params: { guildId }, body: { by } }) => resume(guildId, by))
  mount(app, deliveryRoutes.pauseAllDeliveries, guard, ({ body: { by } }) => pause(everyGuild, by))
  mount(app, deliveryRoutes.resumeAllDeliveries, guard, ({ body: { by } }) => resume(everyGuild, by))
  mount(app, deliveryRoutes.listPauses, guard, async ({ query: { after = '', limit } }) => {
    const paused = await outbox.paused()
    const guilds = paused.filter((guildId) => guildId !== everyGuild && guildId > after).map((id) => ({ id }))
    const { rows, next } = pageOf(
      guilds.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      limit,
    )
    return { isEveryGuildPaused: paused.includes(everyGuild), guildIds: rows.map(({ id }) => id), next }
  })

  mount(app, deliveryRoutes.listDeliveries, guard, async ({ params: { guildId }, query: { state, after, limit } }) => {
    const { rows, next } = pageOf(await outbox.list(guildId, { state, after, limit: limit + 1 }), limit)
    return { deliveries: rows.map(shownDelivery), next }
  })
  mount(app, deliveryRoutes.replayDelivery, guard, ({ params: { guildId, id }, body: { by } }) =>
    replay({ command: 'delivery.replay', guildId, deliveryId: id, by }, async (told) => {
      if (!(await outbox.replay(guildId, id, told))) return 'delivery.unknown'
      log.info({ guildId, id }, 'a message is to be delivered again')
      return undefined
    }),
  )

  mount(app, deliveryRoutes.listParkedNotifications, guard, async ({ params: { connection }, query: { after, limit } }) => {
    if (!isConnection(connection)) throw new RequestProblem('connection.unknown')
    const { rows, next } = pageOf(await inbox.parked(connection, { after, limit: limit + 1 }), limit)
    return { notifications: rows.map(shownNotification), next }
  })
  mount(app, deliveryRoutes.replayNotification, guard, ({ params: { connection, id }, body: { by } }) =>
    replay({ command: 'notification.replay', guildId: everyGuild, connection, notificationId: id, by }, async (told) => {
      // Without its connection nothing could be fetched for it, and it would end as one that nobody wants.
      if (!isConnection(connection)) return 'connection.unknown'
      if (!(await inbox.replay(connection, id, told))) return 'notification.unknown'
      log.info({ connection, id }, 'a notification is to be planned again')
      return undefined
    }),
  )
}

/** A page, of a list in which one more was asked for than it holds. */
function pageOf<Row extends { id: string }>(found: readonly Row[], limit: number): { rows: Row[]; next?: string | undefined } {
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? rows.at(-1)?.id : undefined }
}

function shownDelivery({ id, channelId, event, subject, state, attempts, reason, messageId }: Delivery) {
  return { id, channelId, event, subject, state, attempts, reason, messageId }
}

function shownNotification({ id, notification: { subject, receivedAtMs }, attempts, reason }: ParkedNotification) {
  return { id, subject, receivedAtMs, attempts, reason }
}
