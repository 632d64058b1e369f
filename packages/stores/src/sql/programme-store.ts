import type { Programme, ProgrammeStore } from '@kaltura-discord/core'
import { statementBuilder } from './builder.ts'
import type { Row, SqlEngine } from './engine.ts'

/** A `ProgrammeStore` on any {@link SqlEngine}. */
export function createSqlProgrammeStore(engine: SqlEngine): ProgrammeStore {
  const build = statementBuilder(engine.dialect)
  const select = (guildId: string, instanceId: string) =>
    build.selectFrom('programme').selectAll().where('guild_id', '=', guildId).where('instance_id', '=', instanceId).compile()

  return {
    async start(programme) {
      const insert = build
        .insertInto('programme')
        .values({
          guild_id: programme.guildId,
          instance_id: programme.instanceId,
          channel_id: programme.channelId,
          entry_id: programme.entryId,
          started_by: programme.startedBy,
          at_ms: programme.atMs,
        })
        .onConflict((conflict) => conflict.columns(['guild_id', 'instance_id']).doNothing())
        .returning('instance_id')
        .compile()
      const outcome = await engine.batch([insert, select(programme.guildId, programme.instanceId)])
      const [inserted = [], [current] = []] = outcome.kind === 'done' ? outcome.rows : []
      return inserted.length > 0 || !current ? { kind: 'kept' } : { kind: 'joined', current: toProgramme(current) }
    },

    async find(guildId, instanceId) {
      const outcome = await engine.batch([select(guildId, instanceId)])
      const row = outcome.kind === 'done' ? outcome.rows[0]?.[0] : undefined
      return row && toProgramme(row)
    },
  }
}

function toProgramme(row: Row): Programme {
  return {
    guildId: String(row.guild_id),
    channelId: String(row.channel_id),
    instanceId: String(row.instance_id),
    entryId: String(row.entry_id),
    startedBy: String(row.started_by),
    atMs: Number(row.at_ms),
  }
}
