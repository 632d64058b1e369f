import { expect, test } from 'vitest'
import { countBacklog } from '../sql/count-backlog.ts'
import type { SqlEngine } from '../sql/engine.ts'
import { openDatabase } from './database.ts'

test.each([
  { table: 'notification', index: 'notification_due (state=?)' },
  { table: 'delivery', index: 'delivery_backlog' },
] as const)('what has ended of each $table is not read to count what has not', async ({ table, index }) => {
  const database = openDatabase({ file: ':memory:' })
  const asked: string[] = []
  const engine: SqlEngine = {
    dialect: 'sqlite',
    async batch(statements) {
      asked.push(...statements.map(({ sql }) => sql))
      return { kind: 'done', rows: [[]] }
    },
  }

  await countBacklog(engine, table)
  const [plan] = database.prepare(`explain query plan ${asked[0]}`).all()

  expect(plan?.detail).toContain(`USING COVERING INDEX ${index}`)
})
