import { type EventLog, type LoggedEvent, UnavailableError } from '@kaltura-discord/core'
import { statementBuilder } from './builder.ts'
import type { Row, SqlEngine } from './engine.ts'
import { eventStatements } from './event-statements.ts'

/** An `EventLog` on any {@link SqlEngine}. */
export function createSqlEventLog(engine: SqlEngine): EventLog {
  const build = statementBuilder(engine.dialect)
  return {
    async publish(events) {
      if (events.length === 0) return
      const outcome = await engine.batch(eventStatements(engine.dialect, build, events))
      if (outcome.kind === 'conflict') throw new UnavailableError('Events were written elsewhere at the same moment.')
    },

    async read({ after, limit, guildId }) {
      const all = build.selectFrom('event').selectAll().where('position', '>', after).orderBy('position').limit(limit)
      const outcome = await engine.batch([(guildId === undefined ? all : all.where('guild_id', '=', guildId)).compile()])
      return outcome.kind === 'done' ? (outcome.rows[0] ?? []).map(toEvent) : []
    },
  }
}

function toEvent(row: Row): LoggedEvent {
  return {
    position: Number(row.position),
    id: String(row.id),
    type: String(row.type),
    guildId: String(row.guild_id) || undefined,
    atMs: Number(row.at_ms),
    actor: { kind: row.actor_kind === 'user' ? 'user' : 'program', id: String(row.actor_id) },
    ...(row.subject_id ? { subjectId: String(row.subject_id) } : {}),
    data: JSON.parse(String(row.data)) as Record<string, unknown>,
  }
}
