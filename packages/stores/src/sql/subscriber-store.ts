import type { SubscriberStore } from '@kaltura-discord/core'
import { type CompiledQuery, type RawBuilder, type SqlBool, sql } from 'kysely'
import { statementBuilder } from './builder.ts'
import type { Row, SqlEngine } from './engine.ts'
import { eventStatements } from './event-statements.ts'

/** A `SubscriberStore` on any {@link SqlEngine}. */
export function createSqlSubscriberStore(engine: SqlEngine): SubscriberStore {
  const build = statementBuilder(engine.dialect)
  /** The rows of each statement. */
  async function run(...statements: (RawBuilder<unknown> | CompiledQuery)[]): Promise<readonly (readonly Row[])[]> {
    const outcome = await engine.batch(statements.map((each) => ('compile' in each ? each.compile(build) : each)))
    return outcome.kind === 'done' ? outcome.rows : []
  }
  const isHeld = (name: string, term: number) =>
    sql<SqlBool>`exists (select 1 from event_subscriber where name = ${name} and term = cast(${term} as bigint))`

  return {
    async claim(name, { atMs, leaseMs }) {
      const [, [row] = [], replayed = []] = await run(
        sql`insert into event_subscriber (name, term, position, attempts, hidden_until_ms) values (${name}, 0, 0, 0, 0)
          on conflict (name) do nothing`,
        sql`update event_subscriber set term = term + 1, hidden_until_ms = ${atMs + leaseMs}
          where name = ${name} and hidden_until_ms <= ${atMs} returning *`,
        sql`select position from parked_event where subscriber = ${name} and replay <> '' order by position limit 100`,
      )
      if (!row) return undefined
      const place = { term: Number(row.term), position: Number(row.position), attempts: Number(row.attempts) }
      return { ...place, replayed: replayed.map(({ position }) => Number(position)) }
    },

    async keep(name, { term, position, attempts, hiddenUntilMs }) {
      const [kept = []] = await run(
        sql`update event_subscriber set position = ${position}, attempts = ${attempts}, hidden_until_ms = ${hiddenUntilMs}
          where name = ${name} and term = ${term} returning name`,
      )
      return kept.length > 0
    },

    async park(name, { term, position, eventId, reason, atMs }) {
      const [, held = []] = await run(
        sql`insert into parked_event (subscriber, position, event_id, reason, at_ms, replay)
          select ${name}, cast(${position} as bigint), ${eventId}, ${reason}, cast(${atMs} as bigint), '' where ${isHeld(name, term)}
          on conflict (subscriber, position) do update set reason = excluded.reason, at_ms = excluded.at_ms, replay = ''`,
        // One that was replayed lies behind the subscriber already.
        sql`update event_subscriber set
            attempts = case when position < ${position} then 0 else attempts end,
            position = case when position < ${position} then ${position} else position end
          where name = ${name} and term = ${term} returning name`,
      )
      return held.length > 0
    },

    async unpark(name, { term, position }) {
      const [, held = []] = await run(
        sql`delete from parked_event where subscriber = ${name} and position = ${position} and ${isHeld(name, term)}`,
        sql`select name from event_subscriber where name = ${name} and term = ${term}`,
      )
      return held.length > 0
    },

    async parked(name, { after = 0, limit }) {
      const [rows = []] = await run(
        sql`select * from parked_event where subscriber = ${name} and replay = '' and position > ${after} order by position limit ${limit}`,
      )
      return rows.map((row) => ({
        position: Number(row.position),
        eventId: String(row.event_id),
        reason: String(row.reason),
        atMs: Number(row.at_ms),
      }))
    },

    async replay(name, { position, told } = {}) {
      const mark = told?.id ?? 'replayed'
      const one = position === undefined ? sql`` : sql`and position = ${position}`
      const [replayed = []] = await run(
        sql`update parked_event set replay = ${mark} where subscriber = ${name} ${one} and replay = ''
          and exists (select 1 from event where event.position = parked_event.position) returning position`,
        ...eventStatements(
          engine.dialect,
          build,
          told ? [told] : [],
          sql`exists (select 1 from parked_event where subscriber = ${name} and replay = ${mark})`,
        ),
      )
      return replayed.length
    },

    async all() {
      const [rows = []] = await run(
        sql`select s.name, s.position, (select count(*) from parked_event p where p.subscriber = s.name and p.replay = '') as parked
          from event_subscriber s order by s.name`,
      )
      return rows.map((row) => ({ name: String(row.name), position: Number(row.position), parked: Number(row.parked) }))
    },
  }
}
