import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { LRUCache } from 'lru-cache'

/** Prepares each text once, for as long as it is among the last 200: preparing a small statement costs more than running it. */
export function createStatements(database: DatabaseSync): (sql: string) => StatementSync {
  const kept = new LRUCache<string, StatementSync>({ max: 200 })
  return (sql) => {
    const known = kept.get(sql)
    if (known) return known
    const statement = database.prepare(sql)
    kept.set(sql, statement)
    return statement
  }
}
