import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { UnavailableError } from '@kaltura-discord/core'
import { migrate } from '../sql/migrate.ts'
import type { Migration } from '../sql/migrations/migration.ts'
import { SchemaError } from '../sql/migrations/schema-error.ts'
import { runBatches } from './engine.ts'

export interface DatabaseOptions {
  file: string
  /** How long a change waits for another process that writes to the same file, in ms; nothing else of this one runs meanwhile. Default 2000. */
  waitMs?: number
}

/**
 * Opens a file with its tables up to date.
 * @throws UnavailableError when it can't be opened, SchemaError when a newer version has been there.
 */
export function openDatabase({ file, waitMs = 2000 }: DatabaseOptions, known?: readonly Migration[]): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    database = new DatabaseSync(file, { timeout: waitMs })
    database.exec('pragma journal_mode = wal; pragma synchronous = full;')
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
  while (!step.done) {
    const [outcome] = runBatches(database, [step.value])
    if (!outcome || outcome instanceof Error) throw outcome
    step = steps.next(outcome)
  }
}
