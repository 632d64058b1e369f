import type { Backlog } from '@kaltura-discord/core'
import { sql } from 'kysely'
import { statementBuilder } from './builder.ts'
import type { SqlEngine } from './engine.ts'

/** Counts rows by their index. The states are written out, because SQLite takes a partial index only for the very words that it was made with. */
export async function countBacklog(engine: SqlEngine, table: 'notification' | 'delivery'): Promise<Backlog> {
  const count = sql`select state, count(*) as rows from ${sql.table(table)} where state in ('waiting', 'parked') group by state`
  const outcome = await engine.batch([count.compile(statementBuilder(engine.dialect))])
  const rows = outcome.kind === 'done' ? (outcome.rows[0] ?? []) : []
  const of = (state: keyof Backlog) => Number(rows.find((row) => row.state === state)?.rows ?? 0)
  return { waiting: of('waiting'), parked: of('parked') }
}
