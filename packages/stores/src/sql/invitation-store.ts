import type { Invitation, InvitationStore } from '@kaltura-discord/core'
import { statementBuilder } from './builder.ts'
import type { Row, SqlEngine } from './engine.ts'

/** An `InvitationStore` on any {@link SqlEngine}. */
export function createSqlInvitationStore(engine: SqlEngine): InvitationStore {
  const build = statementBuilder(engine.dialect)
  const one = async (query: Parameters<SqlEngine['batch']>[0][number]): Promise<Invitation | undefined> => {
    const outcome = await engine.batch([query])
    const row = outcome.kind === 'done' ? outcome.rows[0]?.[0] : undefined
    return row && toInvitation(row)
  }

  return {
    async create({ guildId, id, channelId, instanceId, createdBy, expiresAtMs, usesLeft }, nowMs) {
      const forget = build.deleteFrom('invitation').where('expires_at_ms', '<=', nowMs).compile()
      const insert = build
        .insertInto('invitation')
        .values({
          guild_id: guildId,
          id,
          channel_id: channelId,
          instance_id: instanceId,
          created_by: createdBy,
          expires_at_ms: expiresAtMs,
          uses_left: usesLeft,
        })
        .compile()
      await engine.batch([forget, insert])
    },

    find: (guildId, id, nowMs) =>
      one(
        build
          .selectFrom('invitation')
          .selectAll()
          .where('guild_id', '=', guildId)
          .where('id', '=', id)
          .where('expires_at_ms', '>', nowMs)
          .where('uses_left', '>', 0)
          .compile(),
      ),

    // One statement looks and counts: every engine holds the row while it does.
    consume: (guildId, id, nowMs) =>
      one(
        build
          .updateTable('invitation')
          .set((row) => ({ uses_left: row('uses_left', '-', 1) }))
          .where('guild_id', '=', guildId)
          .where('id', '=', id)
          .where('expires_at_ms', '>', nowMs)
          .where('uses_left', '>', 0)
          .returningAll()
          .compile(),
      ),

    async revoke(guildId, id, createdBy) {
      await engine.batch([
        build.deleteFrom('invitation').where('guild_id', '=', guildId).where('id', '=', id).where('created_by', '=', createdBy).compile(),
      ])
    },
  }
}

function toInvitation(row: Row): Invitation {
  return {
    guildId: String(row.guild_id),
    id: String(row.id),
    channelId: String(row.channel_id),
    instanceId: String(row.instance_id),
    createdBy: String(row.created_by),
    expiresAtMs: Number(row.expires_at_ms),
    usesLeft: Number(row.uses_left),
  }
}
