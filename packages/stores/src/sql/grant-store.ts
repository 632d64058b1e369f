import { type Action, type Grant, type GrantStore, grantGiven, policy } from '@kaltura-discord/core'
import { type SqlBool, sql } from 'kysely'
import { statementBuilder } from './builder.ts'
import type { Row, SqlEngine } from './engine.ts'
import { eventStatements } from './event-statements.ts'

/** A `GrantStore` on any {@link SqlEngine}. */
export function createSqlGrantStore(engine: SqlEngine): GrantStore {
  const build = statementBuilder(engine.dialect)
  return {
    async give(grant, change) {
      const { guildId, userId, action, untilMs, givenBy, atMs } = grant
      const upsert = build
        .insertInto('access_grant')
        .values({ guild_id: guildId, user_id: userId, action, until_ms: untilMs, given_by: givenBy, at_ms: atMs })
        .onConflict((conflict) =>
          conflict
            .columns(['guild_id', 'user_id', 'action'])
            .doUpdateSet((row) => ({
              until_ms: row.ref('excluded.until_ms'),
              given_by: row.ref('excluded.given_by'),
              at_ms: row.ref('excluded.at_ms'),
            }))
            .whereRef('access_grant.at_ms', '<=', 'excluded.at_ms'),
        )
        .compile()
      // Not when something that was given later stays.
      const counts = sql<SqlBool>`exists (select 1 from access_grant where guild_id = ${guildId} and user_id = ${userId}
        and action = ${action} and at_ms = cast(${atMs} as bigint) and until_ms = cast(${untilMs} as bigint))`
      await engine.batch([upsert, ...eventStatements(engine.dialect, build, [grantGiven(grant, change)], counts)])
    },

    async held(guildId, userId, nowMs) {
      const query = build
        .selectFrom('access_grant')
        .selectAll()
        .where('guild_id', '=', guildId)
        .where('user_id', '=', userId)
        .where('until_ms', '>', nowMs)
        .compile()
      const outcome = await engine.batch([query])
      return outcome.kind === 'done' ? (outcome.rows[0] ?? []).flatMap(toGrant) : []
    },
  }
}

/** An action that this version does not know is none. */
function toGrant(row: Row): Grant[] {
  const action = String(row.action)
  return isAction(action)
    ? [
        {
          guildId: String(row.guild_id),
          userId: String(row.user_id),
          action,
          untilMs: Number(row.until_ms),
          givenBy: String(row.given_by),
          atMs: Number(row.at_ms),
        },
      ]
    : []
}

function isAction(text: string): text is Action {
  return Object.hasOwn(policy, text)
}
