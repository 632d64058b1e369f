import { createSqlStores, type Stores } from '../sql/stores.ts'
import { openDatabase, sqliteEngine } from './database.ts'

export { openSqliteRoomSnapshots, type SqliteRoomSnapshots } from './room-snapshots.ts'
export type { Stores }

/**
 * Opens the default store: one SQLite file, in the process, no service. `:memory:` keeps nothing.
 *
 * WAL with `synchronous=FULL`: what was acknowledged survives a kill and a power cut. Its tables are brought up to date.
 * @throws UnavailableError when the file can't be opened or is in use.
 * @throws SchemaError (`schema.newer`) when a newer version has used it: nothing is changed then.
 */
export function openSqliteStores({ file }: { file: string }): Stores {
  const database = openDatabase(file)
  return createSqlStores(sqliteEngine(database), async () => {
    if (database.isOpen) database.close()
  })
}
