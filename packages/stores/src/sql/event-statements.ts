import type { DomainEvent } from '@kaltura-discord/core'
import { CompiledQuery, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { SqlEngine } from './engine.ts'
import type { Tables } from './schema.ts'

/** Any fixed number but that of the migrations. */
const oneWriter = CompiledQuery.raw('select pg_advisory_xact_lock(719254)')

/**
 * What writes events, for the END of the batch that makes them true: then the change and its events are both there, or neither is.
 *
 * Positions are in the order in which batches become visible, so that no reader can pass an event that comes later. SQLite and D1 write one batch at a time; on
 * Postgres batches with events wait for each other here, until the commit. At the end, so that nobody who waits holds what the other needs, and not for long.
 * @param when what has to hold by then for the events to be written, where the batch may have changed nothing
 */
export function eventStatements(
  dialect: SqlEngine['dialect'],
  build: Kysely<Tables>,
  events: readonly DomainEvent[],
  when: RawBuilder<SqlBool> = sql`1 = 1`,
): readonly CompiledQuery[] {
  const writes = events.flatMap(({ id, type, guildId, atMs, actor, subjectId, data }) => [
    sql`insert into event (position, id, type, guild_id, at_ms, actor_kind, actor_id, subject_id, data)
      select (select position + 1 from event_head), ${id}, ${type}, ${guildId ?? ''}, cast(${atMs} as bigint),
        ${actor.kind}, ${actor.id}, ${subjectId ?? ''}, ${JSON.stringify(data)}
      where ${when} on conflict (id) do nothing`.compile(build),
    // Nothing moves on when the event was there before.
    build
      .updateTable('event_head')
      .set(({ eb }) => ({ position: eb('position', '+', 1) }))
      .where(({ eb, selectFrom }) =>
        eb(eb('position', '+', 1), '=', selectFrom('event').select('event.position').where('event.id', '=', id)),
      )
      .compile(),
  ])
  return dialect === 'postgres' && events.length > 0 ? [oneWriter, ...writes] : writes
}
