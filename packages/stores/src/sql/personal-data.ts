import { keptForMs, type PersonalData } from '@kaltura-discord/core'
import { type CompiledQuery, sql } from 'kysely'
import { statementBuilder } from './builder.ts'
import { type MappedTable, mappedTables } from './data-map/data-map.ts'
import type { SqlEngine } from './engine.ts'

/** `PersonalData` of every table in the data map, on any {@link SqlEngine}. */
export function createSqlPersonalData(engine: SqlEngine, tables: readonly MappedTable[] = mappedTables): PersonalData {
  const build = statementBuilder(engine.dialect)

  /** Counts, then changes, all in one step. */
  async function change(changes: readonly [CompiledQuery, CompiledQuery][]): Promise<number> {
    const outcome = await engine.batch(changes.flat())
    const counts = outcome.kind === 'done' ? outcome.rows.filter((_, index) => index % 2 === 0) : []
    return counts.reduce((sum, [row]) => sum + Number(row?.count ?? 0), 0)
  }

  return {
    forgetUser: (userId) =>
      change(
        tables.flatMap(({ name, people }) =>
          people.map(({ column, onForget }): [CompiledQuery, CompiledQuery] => {
            const [table, who] = [sql.table(name), sql.ref(column)]
            const rows = sql`from ${table} where ${who} = ${userId}`
            return [
              sql`select count(*) as count ${rows}`.compile(build),
              (onForget === 'remove' ? sql`delete ${rows}` : sql`update ${table} set ${who} = '' where ${who} = ${userId}`).compile(build),
            ]
          }),
        ),
      ),

    sweep: (nowMs, forMs = keptForMs) =>
      change(
        tables.flatMap(({ name, keep }): [CompiledQuery, CompiledQuery][] => {
          if ('forEver' in keep) return []
          const { since, as, once } = keep
          const settled = once ? sql` and ${sql.ref(once.column)} in (${sql.join(once.isOneOf)})` : sql``
          const rows = sql`from ${sql.table(name)} where ${sql.ref(since)} <= ${nowMs - forMs[as]}${settled}`
          return [[sql`select count(*) as count ${rows}`.compile(build), sql`delete ${rows}`.compile(build)]]
        }),
      ),
  }
}
