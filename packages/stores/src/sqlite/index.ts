import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { UnavailableError } from '@kaltura-discord/core'
import type { SqlEngine } from '../sql/engine.ts'
import { createTables } from '../sql/schema.ts'
import { createSqlStores, type Stores } from '../sql/stores.ts'

/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const takenKey = new Set([1555, 2067])

export { openSqliteRoomSnapshots, type SqliteRoomSnapshots } from './room-snapshots.ts'
export type { Stores }

/**
 * Opens the default store: one SQLite file, in the process, no service. `:memory:` keeps nothing.
 *
 * WAL with `synchronous=FULL`: what was acknowledged survives a kill and a power cut. One process per file: a second one is told `database is locked`.
 * @throws UnavailableError when the file can't be opened or is in use.
 */
export function openSqliteStores({ file }: { file: string }): Stores {
  let database: DatabaseSync
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    database = new DatabaseSync(file)
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 2000;')
    for (const statement of createTables) database.exec(statement)
  } catch (cause) {
    throw new UnavailableError(`The database file ${file} could not be opened. Is another server using it?`, { cause })
  }
  let open = true
  return createSqlStores(engineOf(database), async () => {
    if (open) database.close()
    open = false
  })
}

function engineOf(database: DatabaseSync): SqlEngine {
  return {
    dialect: 'sqlite',
    async batch(statements) {
      database.exec('begin immediate')
      try {
        const rows = statements.map(({ sql, parameters }) => database.prepare(sql).all(...(parameters as SQLInputValue[])))
        database.exec('commit')
        return { kind: 'done', rows }
      } catch (cause) {
        database.exec('rollback')
        if (cause instanceof Error && 'errcode' in cause && takenKey.has(Number(cause.errcode))) return { kind: 'conflict' }
        throw new UnavailableError('The database did not take a change.', { cause })
      }
    },
  }
}
