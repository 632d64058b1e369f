import { configChanged, type GuildConfigStore, type GuildConfigVersion, keptVersions } from '@kaltura-discord/core'
import { type SqlBool, sql } from 'kysely'
import { statementBuilder } from './builder.ts'
import type { Row, SqlEngine } from './engine.ts'
import { eventStatements } from './event-statements.ts'

/** A `GuildConfigStore` on any {@link SqlEngine}. */
export function createSqlGuildConfigStore(engine: SqlEngine): GuildConfigStore {
  const build = statementBuilder(engine.dialect)
  const versionsOf = (guildId: string) => build.selectFrom('guild_config').selectAll().where('guild_id', '=', guildId)
  const newest = (guildId: string) => versionsOf(guildId).orderBy('version', 'desc').limit(1).compile()

  const lastNumber = (guildId: string) =>
    build
      .selectFrom('guild_config')
      .where('guild_id', '=', guildId)
      .select(({ fn, val }) => fn.coalesce(fn.max('version'), val(0)).as('number'))

  async function rows(query: Parameters<SqlEngine['batch']>[0][number]): Promise<GuildConfigVersion[]> {
    const outcome = await engine.batch([query])
    return outcome.kind === 'done' ? (outcome.rows[0] ?? []).map(toVersion) : []
  }

  return {
    current: async (guildId) => (await rows(newest(guildId)))[0],

    version: async (guildId, version) => (await rows(versionsOf(guildId).where('version', '=', version).compile()))[0],

    async history(guildId, { before, limit }) {
      const page = versionsOf(guildId).orderBy('version', 'desc').limit(limit)
      return rows((before === undefined ? page : page.where('version', '<', before)).compile())
    },

    // Two servers that see the same newest version write the same key, which one of them finds taken.
    async append(appended) {
      const { guildId, version, document, changedBy, atMs } = appended
      const next = build
        .selectNoFrom(({ val, cast }) => [
          cast<string>(val(guildId), 'text').as('guild_id'),
          cast<number>(val(version), 'bigint').as('version'),
          cast<string>(val(document), 'text').as('document'),
          cast<string>(val(changedBy), 'text').as('changed_by'),
          cast<number>(val(atMs), 'bigint').as('at_ms'),
        ])
        .where(lastNumber(guildId), '=', version - 1)
      const insert = build
        .insertInto('guild_config')
        .columns(['guild_id', 'version', 'document', 'changed_by', 'at_ms'])
        .expression(next)
        .returning('version')
        .compile()
      const forget = build
        .deleteFrom('guild_config')
        .where('guild_id', '=', guildId)
        .where(({ eb }) => eb('version', '<=', eb(lastNumber(guildId), '-', keptVersions)))
        .compile()
      // Whoever lost the race finds the event of the winner, under the same id.
      const isThere = sql<SqlBool>`exists (select 1 from guild_config where guild_id = ${guildId} and version = cast(${version} as bigint))`
      const told = eventStatements(engine.dialect, build, [configChanged(appended)], isThere)
      const outcome = await engine.batch([insert, forget, ...told])
      const isKept = outcome.kind === 'done' && (outcome.rows[0] ?? []).length > 0
      return isKept ? { kind: 'kept' } : { kind: 'stale', current: (await rows(newest(guildId)))[0] }
    },
  }
}

function toVersion(row: Row): GuildConfigVersion {
  return {
    guildId: String(row.guild_id),
    version: Number(row.version),
    document: String(row.document),
    changedBy: String(row.changed_by),
    atMs: Number(row.at_ms),
  }
}
