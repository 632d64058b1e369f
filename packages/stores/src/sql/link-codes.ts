import type { LinkCodes } from '@kaltura-discord/core'
import { statementBuilder } from './builder.ts'
import type { SqlEngine } from './engine.ts'

/** `LinkCodes` on any {@link SqlEngine}. */
export function createSqlLinkCodes(engine: SqlEngine): LinkCodes {
  const build = statementBuilder(engine.dialect)
  return {
    async keep({ connection, selector, digest, guildId, discordUserId, expiresAtMs, attemptsLeft }) {
      const forget = build
        .deleteFrom('link_code')
        .where('connection', '=', connection)
        .where('discord_user_id', '=', discordUserId)
        .compile()
      const insert = build
        .insertInto('link_code')
        .values({
          ...{ connection, selector, digest, asked_in: guildId, discord_user_id: discordUserId },
          ...{ expires_at_ms: expiresAtMs, attempts_left: attemptsLeft },
        })
        .compile()
      const outcome = await engine.batch([forget, insert])
      return { kind: outcome.kind === 'done' ? 'kept' : 'collides' }
    },

    async spend(connection, selector, digest, nowMs) {
      const usedUp = build
        .deleteFrom('link_code')
        .where('connection', '=', connection)
        .where('selector', '=', selector)
        .where((row) => row.or([row('attempts_left', '<=', 0), row('expires_at_ms', '<=', nowMs)]))
        .compile()
      const count = build
        .updateTable('link_code')
        .set((row) => ({ attempts_left: row('attempts_left', '-', 1) }))
        .where('connection', '=', connection)
        .where('selector', '=', selector)
        .compile()
      const take = build
        .deleteFrom('link_code')
        .where('connection', '=', connection)
        .where('selector', '=', selector)
        .where('digest', '=', digest)
        .returning(['asked_in', 'discord_user_id'])
        .compile()
      const outcome = await engine.batch([usedUp, count, take])
      const row = outcome.kind === 'done' ? outcome.rows[2]?.[0] : undefined
      return row && { guildId: String(row.asked_in), discordUserId: String(row.discord_user_id) }
    },
  }
}
