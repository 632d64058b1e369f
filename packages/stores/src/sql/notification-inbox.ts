import {
  type ClaimedNotification,
  type InboundNotification,
  type NotificationInbox,
  notificationSubject,
  type PendingNotification,
  type PlannedDelivery,
} from '@kaltura-discord/core'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { statementBuilder } from './builder.ts'
import { countBacklog } from './count-backlog.ts'
import type { Row, SqlEngine } from './engine.ts'
import { eventStatements } from './event-statements.ts'
import { createSharedIntake } from './shared-intake.ts'

/** How long what a newer version wrote is left alone, so that it keeps nobody else back. */
const unreadMs = 10 * 60_000

/** A `NotificationInbox` on any {@link SqlEngine}. `newId` must never repeat; at most 21 characters. */
export function createSqlNotificationInbox(engine: SqlEngine, newId: () => string): NotificationInbox {
  const build = statementBuilder(engine.dialect)
  const run = async (...statements: RawBuilder<unknown>[]) => engine.batch(statements.map((statement) => statement.compile(build)))

  /** What happens to one that is still its claimer's. */
  async function change({ id, lease }: ClaimedNotification, set: RawBuilder<unknown>, ...more: RawBuilder<unknown>[]): Promise<boolean> {
    const outcome = await run(
      sql`update notification set ${set} where id = ${id} and lease = ${lease} and state = 'waiting' returning id`,
      ...more,
    )
    return outcome.kind === 'done' && (outcome.rows[0] ?? []).length > 0
  }

  async function accept(notification: InboundNotification): ReturnType<NotificationInbox['accept']> {
    const id = newId()
    const keys = [...new Set(notification.dedupeKeys)]
    const row = {
      id,
      connection: notification.connection,
      entry_id: 'entryId' in notification.subject ? notification.subject.entryId : notification.subject.meetingId,
      subject: JSON.stringify(notification.subject),
      dedupe_keys: JSON.stringify(keys),
      received_at_ms: notification.receivedAtMs,
      state: 'waiting' as const,
      attempts: 0,
      hidden_until_ms: 0,
      lease: '',
      reason: null,
    }
    const taken = keys.map((key) => ({
      connection: notification.connection,
      dedupe_key: key,
      notification_id: id,
      received_at_ms: notification.receivedAtMs,
    }))
    // The keys go first: a taken one is a conflict, and then the whole batch never happened.
    const outcome = await engine.batch([
      build.insertInto('notification_key').values(taken).compile(),
      build.insertInto('notification').values(row).compile(),
    ])
    return outcome.kind === 'done' ? { kind: 'accepted', id } : { kind: 'duplicate' }
  }

  return {
    accept: engine.dialect === 'postgres' ? createSharedIntake(engine, newId) : accept,

    async claim({ atMs, leaseMs, limit }) {
      const lease = newId()
      const waiting = build
        .selectFrom('notification')
        .select('id')
        .where('state', '=', 'waiting')
        .where('hidden_until_ms', '<=', atMs)
        .orderBy('received_at_ms')
        .limit(limit)
      const claim = build
        .updateTable('notification')
        .set({ hidden_until_ms: atMs + leaseMs, lease })
        .where('id', 'in', engine.dialect === 'postgres' ? waiting.forUpdate().skipLocked() : waiting)
        .returningAll()
        .compile()
      const outcome = await engine.batch([claim])
      const rows = outcome.kind === 'done' ? (outcome.rows[0] ?? []) : []
      const claimed = rows.flatMap(toPending).map((pending) => ({ ...pending, lease }))
      const unread = rows.map(({ id }) => String(id)).filter((id) => !claimed.some((one) => one.id === id))
      if (unread.length > 0)
        await run(sql`update notification set hidden_until_ms = ${atMs + unreadMs} where lease = ${lease} and id in (${sql.join(unread)})`)
      return claimed.sort((a, b) => a.notification.receivedAtMs - b.notification.receivedAtMs)
    },

    plan: (claimed, deliveries) =>
      change(claimed, sql`state = 'planned'`, ...inLockOrder(deliveries).flatMap((delivery) => enqueue(claimed, delivery))),

    postpone: (claimed, retryAtMs) => change(claimed, sql`hidden_until_ms = ${retryAtMs}, attempts = attempts + 1, lease = ''`),

    park: (claimed, reason) => change(claimed, sql`state = 'parked', reason = ${reason}, attempts = attempts + 1`),

    async parked(connection, { after = '', limit }) {
      const outcome = await run(
        sql`select * from notification where connection = ${connection} and state = 'parked' and id > ${after} order by id limit ${limit}`,
      )
      const rows = outcome.kind === 'done' ? (outcome.rows[0] ?? []) : []
      return rows.flatMap((row) => toPending(row).map((pending) => ({ ...pending, reason: String(row.reason) })))
    },

    async replay(connection, id, told) {
      const mark = told ? `${told.id} replayed` : ''
      const replayed = sql`update notification set state = 'waiting', attempts = 0, hidden_until_ms = 0, lease = ${mark}
        where connection = ${connection} and id = ${id} and state = 'parked' returning id`
      const when = sql<SqlBool>`exists (select 1 from notification where id = ${id} and lease = ${mark})`
      const outcome = await engine.batch([replayed.compile(build), ...eventStatements(engine.dialect, build, told ? [told] : [], when)])
      return outcome.kind === 'done' && (outcome.rows[0] ?? []).length > 0
    },

    backlog: () => countBacklog(engine, 'notification'),
  }
}

/** Two that are planned at once take their channels in the same order, so that neither waits for the other in a circle. */
function inLockOrder(deliveries: readonly PlannedDelivery[]): PlannedDelivery[] {
  const key = ({ guildId, channelId }: PlannedDelivery) => `${guildId} ${channelId}`
  return [...deliveries].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

/** The next place in its channel, and the delivery at that place: if the notification was planned by this claim. Done a second time, the id is taken and nothing is written. */
function enqueue({ id, lease }: ClaimedNotification, delivery: PlannedDelivery): RawBuilder<unknown>[] {
  const { guildId, channelId, subject, event, content } = delivery
  const planned = sql`exists (select 1 from notification n where n.id = ${id} and n.lease = ${lease} and n.state = 'planned')`
  return [
    sql`insert into delivery_channel (guild_id, channel_id, head, tail, hidden_until_ms, lease)
      select ${guildId}, ${channelId}, 1, 1, 0, '' where ${planned}
      on conflict (guild_id, channel_id) do update set tail = delivery_channel.tail + 1`,
    sql`insert into delivery (guild_id, id, channel_id, position, subject, event, content, state, attempts, ended_at_ms)
      select ${guildId}, ${delivery.id}, ${channelId},
        (select c.tail from delivery_channel c where c.guild_id = ${guildId} and c.channel_id = ${channelId}),
        ${subject}, ${event}, ${content}, 'waiting', 0, 0 where ${planned}`,
  ]
}

/** None for one that a newer version wrote, in words that this one doesn't know: it waits for that. */
function toPending(row: Row): PendingNotification[] {
  const subject = notificationSubject.safeParse(subjectOf(row))
  if (!subject.success) return []
  return [
    {
      id: String(row.id),
      attempts: Number(row.attempts),
      notification: {
        connection: String(row.connection),
        dedupeKeys: JSON.parse(String(row.dedupe_keys)) as string[],
        subject: subject.data,
        receivedAtMs: Number(row.received_at_ms),
      },
    },
  ]
}

/** Rows from before there was more than one kind have only the entry. */
function subjectOf(row: Row): unknown {
  return row.subject === null ? { kind: 'entry-ready', entryId: String(row.entry_id) } : JSON.parse(String(row.subject))
}
