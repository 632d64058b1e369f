import type { AuditLog, AuditRecord } from '@kaltura-discord/core'
import { statementBuilder } from './builder.ts'
import type { Row, SqlEngine } from './engine.ts'

/** An `AuditLog` on any {@link SqlEngine}. */
export function createSqlAuditLog(engine: SqlEngine): AuditLog {
  const build = statementBuilder(engine.dialect)
  return {
    async head(guildId, eventId) {
      const entries = build.selectFrom('audit_entry')
      const outcome = await engine.batch([
        entries
          .select(['seq', 'hash'])
          .where('guild_id', '=', guildId ?? '')
          .orderBy('seq', 'desc')
          .limit(1)
          .compile(),
        entries.select('seq').where('event_id', '=', eventId).compile(),
      ])
      const [[last] = [], recorded = []] = outcome.kind === 'done' ? outcome.rows : []
      return { head: last && { seq: Number(last.seq), hash: String(last.hash) }, recorded: recorded.length > 0 }
    },

    async append({ entry, body }) {
      const { guildId = '', seq, atMs, action, outcome, eventId, bodyHash, prevHash, hash } = entry
      const { salt, actor, subjectId = '', details } = body
      const key = { guild_id: guildId, seq, at_ms: atMs }
      const written = await engine.batch([
        build
          .insertInto('audit_entry')
          .values({ ...key, action, outcome, event_id: eventId, body_hash: bodyHash, prev_hash: prevHash, hash })
          .compile(),
        build
          .insertInto('audit_body')
          .values({ ...key, salt, actor_kind: actor.kind, actor_id: actor.id, subject_id: subjectId, details })
          .compile(),
      ])
      return written.kind === 'done' ? 'appended' : 'taken'
    },

    async read(guildId, { after, limit, action, fromMs, untilMs }) {
      let query = build
        .selectFrom('audit_entry as entry')
        .leftJoin('audit_body as body', (join) => join.onRef('body.guild_id', '=', 'entry.guild_id').onRef('body.seq', '=', 'entry.seq'))
        .selectAll('entry')
        .select(['body.salt', 'body.actor_kind', 'body.actor_id', 'body.subject_id', 'body.details'])
        .where('entry.guild_id', '=', guildId ?? '')
        .where('entry.seq', '>', after)
      if (action !== undefined) query = query.where('entry.action', '=', action)
      if (fromMs !== undefined) query = query.where('entry.at_ms', '>=', fromMs)
      if (untilMs !== undefined) query = query.where('entry.at_ms', '<', untilMs)
      const outcome = await engine.batch([query.orderBy('entry.seq').limit(limit).compile()])
      return outcome.kind === 'done' ? (outcome.rows[0] ?? []).map(toRecord) : []
    },
  }
}

function toRecord(row: Row): AuditRecord {
  return {
    entry: {
      guildId: String(row.guild_id) || undefined,
      seq: Number(row.seq),
      atMs: Number(row.at_ms),
      action: String(row.action),
      outcome: String(row.outcome),
      eventId: String(row.event_id),
      bodyHash: String(row.body_hash),
      prevHash: String(row.prev_hash),
      hash: String(row.hash),
    },
    body:
      row.salt === null
        ? undefined
        : {
            salt: String(row.salt),
            actor: { kind: row.actor_kind === 'user' ? 'user' : 'program', id: String(row.actor_id) },
            ...(row.subject_id ? { subjectId: String(row.subject_id) } : {}),
            details: String(row.details),
          },
  }
}
