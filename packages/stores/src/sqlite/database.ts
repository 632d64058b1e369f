import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { UnavailableError } from '@kaltura-discord/core'
import type { BatchOutcome, SqlEngine } from '../sql/engine.ts'
import { migrate } from '../sql/migrate.ts'
import type { Migration } from '../sql/migrations/migration.ts'
import { SchemaError } from '../sql/migrations/schema-error.ts'

/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const takenKey = new Set([1555, 2067])

/**
 * Opens a file with its tables up to date.
 * @throws UnavailableError when it can't be opened, SchemaError when a newer version has been there.
 */
export function openDatabase(file: string, known?: readonly Migration[]): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    database = new DatabaseSync(file)
    database.exec('pragma busy_timeout = 2000; pragma journal_mode = wal; pragma synchronous = full;')
    applyMigrations(database, known)
    return database
  } catch (cause) {
    database?.close()
    if (cause instanceof SchemaError) throw cause
    throw new UnavailableError(`The database file ${file} could not be opened. Is another server using it?`, { cause })
  }
}

/** {@link migrate} where every answer comes at once. */
export function applyMigrations(database: DatabaseSync, known?: readonly Migration[]): void {
  const steps = migrate('sqlite', Date.now(), known)
  let step = steps.next()
  while (!step.done) step = steps.next(runBatch(database, step.value))
}

export function sqliteEngine(database: DatabaseSync): SqlEngine {
  return { dialect: 'sqlite', batch: async (statements) => runBatch(database, statements) }
}

function runBatch(database: DatabaseSync, statements: Parameters<SqlEngine['batch']>[0]): BatchOutcome {
  try {
    database.exec('begin immediate')
    const rows = statements.map(({ sql, parameters }) => database.prepare(sql).all(...(parameters as SQLInputValue[])))
    database.exec('commit')
    return { kind: 'done', rows }
  } catch (cause) {
    // A full disk has rolled back by itself.
    if (database.isTransaction) database.exec('rollback')
    if (cause instanceof Error && 'errcode' in cause && takenKey.has(Number(cause.errcode))) return { kind: 'conflict' }
    throw new UnavailableError('The database did not take a change.', { cause })
  }
}
