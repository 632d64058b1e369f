import { createSqlStores, type Stores } from '../sql/stores.ts'
import { type DatabaseOptions, openDatabase } from './database.ts'
import { sqliteEngine } from './engine.ts'

export { openSqliteRoomSnapshots, type SqliteRoomSnapshots } from './room-snapshots.ts'
export type { DatabaseOptions, Stores }

/**
 * Opens the default store: one SQLite file, in the process, no service. `:memory:` keeps nothing.
 *
 * WAL with `synchronous=FULL`: what was acknowledged survives a kill and a power cut. Changes that come at the same time share one wait for the disk. Another
 * process may use the file too: each waits while the other writes. Its tables are brought up to date.
 * @throws UnavailableError when the file can't be opened or is in use for longer than `waitMs`.
 * @throws SchemaError (`schema.newer`) when a newer version has used it: nothing is changed then.
 */
export function openSqliteStores(options: DatabaseOptions): Stores {
  const database = openDatabase(options)
  const engine = sqliteEngine(database)
  return createSqlStores(engine, async () => {
    if (!database.isOpen) return
    engine.flush()
    database.close()
  })
}
