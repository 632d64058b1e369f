import type { CursorStore } from '@kaltura-discord/core'
import { statementBuilder } from './builder.ts'
import type { SqlEngine } from './engine.ts'

/** A `CursorStore` on any {@link SqlEngine}. */
export function createSqlCursorStore(engine: SqlEngine): CursorStore {
  const build = statementBuilder(engine.dialect)
  return {
    async read(connection) {
      const outcome = await engine.batch([build.selectFrom('reading_cursor').selectAll().where('connection', '=', connection).compile()])
      const row = outcome.kind === 'done' ? outcome.rows[0]?.[0] : undefined
      return row && String(row.position)
    },

    async keep(connection, position) {
      const statement = build
        .insertInto('reading_cursor')
        .values({ connection, position })
        .onConflict((conflict) => conflict.column('connection').doUpdateSet({ position }))
        .compile()
      await engine.batch([statement])
    },
  }
}
