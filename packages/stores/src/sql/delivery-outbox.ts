import {
  type CardRow,
  type Delivery,
  type DeliveryEnd,
  type DeliveryOutbox,
  type DomainEvent,
  deliveryEnded,
  everyGuild,
  type NotificationEvent,
} from '@kaltura-discord/core'
import { type CompiledQuery, type RawBuilder, type SqlBool, sql } from 'kysely'
import { statementBuilder } from './builder.ts'
import { countBacklog } from './count-backlog.ts'
import type { Row, SqlEngine } from './engine.ts'
import { eventStatements } from './event-statements.ts'

/**
 * A `DeliveryOutbox` on any {@link SqlEngine}. `newLease` must never repeat.
 *
 * A channel's row says which of its deliveries is first (`head`), which is last (`tail`), and whose it is (`lease`): one whose last delivery has ended is nobody's,
 * whatever a clock that went back says. Who ends a delivery changes that row first: on
 * Postgres this locks it, and what follows in the batch asks for the mark that was left there.
 */
export function createSqlDeliveryOutbox(engine: SqlEngine, newLease: () => string): DeliveryOutbox {
  const build = statementBuilder(engine.dialect)
  const compile = (query: RawBuilder<unknown>) => query.compile(build)
  const skipLocked = engine.dialect === 'postgres' ? sql`for update of c skip locked` : sql``

  /** The rows of each statement. */
  async function run(...statements: (RawBuilder<unknown> | CompiledQuery)[]): Promise<readonly (readonly Row[])[]> {
    const outcome = await engine.batch(statements.map((each) => ('compile' in each ? compile(each) : each)))
    return outcome.kind === 'done' ? outcome.rows : []
  }

  const tell = (told: DomainEvent | undefined, when?: RawBuilder<SqlBool>) =>
    eventStatements(engine.dialect, build, told ? [told] : [], when)

  return {
    async claim({ atMs, leaseMs, limit }) {
      const lease = newLease()
      const [, rows = []] = await run(
        sql`update delivery_channel set hidden_until_ms = ${atMs + leaseMs}, lease = ${lease}
          where (guild_id, channel_id) in (
            select c.guild_id, c.channel_id from delivery_channel c
            where c.head <= c.tail and (c.hidden_until_ms <= ${atMs} or c.lease like '% ended')
              and not exists (select 1 from delivery_pause p where p.guild_id = c.guild_id or p.guild_id = ${everyGuild})
            order by c.hidden_until_ms limit ${limit} ${skipLocked})`,
        // Not simply the one at the head: somebody may have deleted rows.
        sql`select d.* from delivery_channel c join delivery d on d.guild_id = c.guild_id and d.channel_id = c.channel_id
          where c.lease = ${lease} and d.position = (
            select min(e.position) from delivery e
            where e.guild_id = c.guild_id and e.channel_id = c.channel_id and e.state = 'waiting' and e.position >= c.head)`,
      )
      return rows.map((row) => ({ ...toDelivery(row), lease }))
    },

    async settle(claimed, end, atMs) {
      const { guildId, id, channelId, subject, attempts, lease } = claimed
      const mark = `${lease} ended`
      const [held = []] = await run(
        sql`update delivery_channel set lease = ${mark}, hidden_until_ms = ${atMs},
            head = (select d.position from delivery d where d.guild_id = ${guildId} and d.id = ${id}) + 1
          where guild_id = ${guildId} and channel_id = ${channelId} and lease = ${lease} returning lease`,
        sql`update delivery set state = ${end.kind}, attempts = ${attempts + ('reason' in end ? 1 : 0)}, ended_at_ms = ${atMs},
            reason = ${'reason' in end ? end.reason : null}, message_id = ${end.kind === 'sent' ? end.messageId : null}
          where guild_id = ${guildId} and id = ${id} and state = 'waiting' and ${hasMark(guildId, channelId, mark)}`,
        ...keepCard(end, { guildId, channelId, subject, mark, atMs }),
        ...eventStatements(engine.dialect, build, [deliveryEnded(claimed, end, atMs)], hasMark(guildId, channelId, mark)),
      )
      return held.length > 0
    },

    async postpone({ guildId, id, channelId, lease }, { retryAtMs, failure }) {
      const mark = `${lease} postponed`
      const [held = []] = await run(
        sql`update delivery_channel set lease = ${mark}, hidden_until_ms = ${retryAtMs}
          where guild_id = ${guildId} and channel_id = ${channelId} and lease = ${lease} returning lease`,
        ...(failure === undefined
          ? []
          : [
              sql`update delivery set attempts = attempts + 1, reason = ${failure}
                where guild_id = ${guildId} and id = ${id} and ${hasMark(guildId, channelId, mark)}`,
            ]),
      )
      return held.length > 0
    },

    async cards(guildId, channelId, subject) {
      const [rows = []] = await run(
        sql`select * from delivery_card where guild_id = ${guildId} and channel_id = ${channelId} and subject = ${subject}
          order by updated_at_ms desc, id desc limit 20`,
      )
      return rows.map(toCard)
    },

    async list(guildId, { state, after, limit }) {
      const ofState = state === undefined ? sql`` : sql`and state = ${state}`
      const behind = after === undefined ? sql`` : sql`and id < ${after}`
      const [rows = []] = await run(
        sql`select * from delivery where guild_id = ${guildId} ${ofState} ${behind} order by id desc limit ${limit}`,
      )
      return rows.map(toDelivery)
    },

    async replay(guildId, id, told) {
      // Between the statements it stands at 0, before every place that a channel gives.
      const own = sql`guild_id = ${guildId} and id = ${id}`
      const [replayed = []] = await run(
        sql`update delivery set state = 'waiting', attempts = 0, reason = null, position = 0
          where ${own} and state in ('parked', 'refused') returning id`,
        sql`update delivery_channel set tail = tail + 1
          where guild_id = ${guildId} and channel_id in (select d.channel_id from delivery d where d.guild_id = ${guildId} and d.id = ${id} and d.position = 0)`,
        // Before it has its place, by which it is known; its row is locked already.
        ...tell(told, sql`exists (select 1 from delivery where ${own} and position = 0)`),
        sql`update delivery set position = (
            select c.tail from delivery_channel c where c.guild_id = delivery.guild_id and c.channel_id = delivery.channel_id)
          where ${own} and position = 0`,
      )
      return replayed.length > 0
    },

    async pause(guildId, atMs, told) {
      await run(
        sql`insert into delivery_pause (guild_id, at_ms) values (${guildId}, ${atMs}) on conflict (guild_id) do nothing`,
        ...tell(told),
      )
    },

    async resume(guildId, told) {
      await run(sql`delete from delivery_pause where guild_id = ${guildId}`, ...tell(told))
    },

    async paused() {
      const [rows = []] = await run(sql`select guild_id from delivery_pause order by guild_id`)
      return rows.map((row) => String(row.guild_id))
    },

    backlog: () => countBacklog(engine, 'delivery'),
  }
}

function hasMark(guildId: string, channelId: string, mark: string): RawBuilder<SqlBool> {
  return sql`exists (select 1 from delivery_channel c where c.guild_id = ${guildId} and c.channel_id = ${channelId} and c.lease = ${mark})`
}

function keepCard(
  end: DeliveryEnd,
  { guildId, channelId, subject, mark, atMs }: { guildId: string; channelId: string; subject: string; mark: string; atMs: number },
): RawBuilder<unknown>[] {
  if (end.kind !== 'sent') return []
  const { id, messageId, content } = end.card
  return [
    sql`insert into delivery_card (guild_id, channel_id, subject, id, message_id, content, updated_at_ms)
      select ${guildId}, ${channelId}, ${subject}, ${id}, ${messageId}, ${content}, cast(${atMs} as bigint)
      where ${hasMark(guildId, channelId, mark)}
      on conflict (guild_id, channel_id, subject, id) do update
        set message_id = excluded.message_id, content = excluded.content, updated_at_ms = excluded.updated_at_ms`,
  ]
}

function toDelivery(row: Row): Delivery {
  return {
    guildId: String(row.guild_id),
    id: String(row.id),
    channelId: String(row.channel_id),
    subject: String(row.subject),
    event: String(row.event) as NotificationEvent,
    content: String(row.content),
    state: String(row.state) as Delivery['state'],
    attempts: Number(row.attempts),
    reason: row.reason === null ? undefined : String(row.reason),
    messageId: row.message_id === null ? undefined : String(row.message_id),
  }
}

function toCard(row: Row): CardRow {
  return { id: String(row.id), messageId: String(row.message_id), content: String(row.content) }
}
