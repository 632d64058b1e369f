import type { IdentityLink, IdentityLinks } from '@kaltura-discord/core'
import { sql } from 'kysely'
import { statementBuilder } from './builder.ts'
import type { Row, SqlEngine } from './engine.ts'

/** `IdentityLinks` on any {@link SqlEngine}. */
export function createSqlIdentityLinks(engine: SqlEngine): IdentityLinks {
  const build = statementBuilder(engine.dialect)
  return {
    async find(connection, discordUserId) {
      const query = build
        .selectFrom('identity_link')
        .selectAll()
        .where('connection', '=', connection)
        .where('discord_user_id', '=', discordUserId)
        .compile()
      const outcome = await engine.batch([query])
      const row = outcome.kind === 'done' ? outcome.rows[0]?.[0] : undefined
      return row && toLink(row)
    },

    async link({ connection, discordUserId, kalturaUserId, proof, atMs }, { shared }) {
      const kalturaKey = kalturaUserId.toLowerCase()
      const soleKey = shared ? JSON.stringify([kalturaKey, discordUserId]) : kalturaKey
      const free = shared
        ? sql`1 = 1`
        : sql`not exists (select 1 from identity_link as other where other.connection = ${connection}
            and other.kaltura_key = ${kalturaKey} and other.discord_user_id <> ${discordUserId})`
      // One statement looks and writes. Two at once that both saw nothing meet in the unique key.
      const upsert = sql`insert into identity_link (connection, discord_user_id, kaltura_user_id, kaltura_key, sole_key, proof, at_ms)
        select ${connection}, ${discordUserId}, ${kalturaUserId}, ${kalturaKey}, ${soleKey}, ${proof}, cast(${atMs} as bigint) where ${free}
        on conflict (connection, discord_user_id) do update set kaltura_user_id = excluded.kaltura_user_id, kaltura_key = excluded.kaltura_key,
          sole_key = excluded.sole_key, proof = excluded.proof, at_ms = excluded.at_ms
        returning connection`.compile(build)
      const outcome = await engine.batch([upsert])
      return { kind: outcome.kind === 'done' && outcome.rows[0]?.length === 1 ? 'linked' : 'taken' }
    },

    async unlink(connection, discordUserId) {
      const remove = build
        .deleteFrom('identity_link')
        .where('connection', '=', connection)
        .where('discord_user_id', '=', discordUserId)
        .returning('connection')
        .compile()
      const outcome = await engine.batch([remove])
      return outcome.kind === 'done' && outcome.rows[0]?.length === 1
    },
  }
}

function toLink(row: Row): IdentityLink {
  return {
    connection: String(row.connection),
    discordUserId: String(row.discord_user_id),
    kalturaUserId: String(row.kaltura_user_id),
    proof: row.proof === 'ks' ? 'ks' : 'directory',
    atMs: Number(row.at_ms),
  }
}
