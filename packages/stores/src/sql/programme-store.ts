import { type LeftOff, type Programme, type ProgrammeStore, programmeStarted } from '@kaltura-discord/core'
import { statementBuilder } from './builder.ts'
import type { Row, SqlEngine } from './engine.ts'
import { eventStatements } from './event-statements.ts'

/** A `ProgrammeStore` on any {@link SqlEngine}. */
export function createSqlProgrammeStore(engine: SqlEngine): ProgrammeStore {
  const build = statementBuilder(engine.dialect)
  async function find(guildId: string, instanceId: string): Promise<Programme | undefined> {
    const query = build.selectFrom('programme').selectAll().where('guild_id', '=', guildId).where('instance_id', '=', instanceId).compile()
    const outcome = await engine.batch([query])
    const row = outcome.kind === 'done' ? outcome.rows[0]?.[0] : undefined
    return row && toProgramme(row)
  }

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
        .compile()
      const outcome = await engine.batch([insert, ...eventStatements(engine.dialect, build, [programmeStarted(programme)])])
      if (outcome.kind === 'done') return { kind: 'kept' }
      const current = await find(programme.guildId, programme.instanceId)
      return current ? { kind: 'joined', current } : { kind: 'kept' }
    },

    find,

    async leaveOff(leftOff) {
      const upsert = build
        .insertInto('left_off')
        .values(fromLeftOff(leftOff))
        .onConflict((conflict) =>
          conflict
            .columns(['guild_id', 'channel_id'])
            .doUpdateSet((row) => ({
              instance_id: row.ref('excluded.instance_id'),
              entry_id: row.ref('excluded.entry_id'),
              position_s: row.ref('excluded.position_s'),
              queue: row.ref('excluded.queue'),
              at_ms: row.ref('excluded.at_ms'),
            }))
            .whereRef('left_off.at_ms', '<=', 'excluded.at_ms'),
        )
        .compile()
      await engine.batch([upsert])
    },

    async leftOff(guildId, channelId) {
      const query = build.selectFrom('left_off').selectAll().where('guild_id', '=', guildId).where('channel_id', '=', channelId).compile()
      const outcome = await engine.batch([query])
      const row = outcome.kind === 'done' ? outcome.rows[0]?.[0] : undefined
      return row && toLeftOff(row)
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

function fromLeftOff({ guildId, channelId, instanceId, entryId, positionS, queue, atMs }: LeftOff) {
  return {
    guild_id: guildId,
    channel_id: channelId,
    instance_id: instanceId,
    entry_id: entryId,
    position_s: positionS,
    queue: JSON.stringify(queue),
    at_ms: atMs,
  }
}

function toLeftOff(row: Row): LeftOff {
  return {
    guildId: String(row.guild_id),
    channelId: String(row.channel_id),
    instanceId: String(row.instance_id),
    entryId: String(row.entry_id),
    positionS: Number(row.position_s),
    queue: entryIds(String(row.queue)),
    atMs: Number(row.at_ms),
  }
}

/** A queue that nobody can read any more is no reason to forget where the channel was. */
function entryIds(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
