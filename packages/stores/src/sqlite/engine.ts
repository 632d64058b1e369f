import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { UnavailableError } from '@kaltura-discord/core'
import type { BatchOutcome, SqlEngine } from '../sql/engine.ts'
import { isTakenKey } from '../sql/taken-key.ts'
import { createStatements } from './statements.ts'

type Statements = Parameters<SqlEngine['batch']>[0]
type Prepare = (sql: string) => StatementSync

interface Waiting {
  statements: Statements
  done(outcome: BatchOutcome): void
  fail(error: unknown): void
}

/** A {@link SqlEngine} in the process, where all that wait at the same time share one commit: it is the wait for the disk that costs. */
export interface SqliteEngine extends SqlEngine {
  /** Commits what waits, now. */
  flush(): void
}

export function sqliteEngine(database: DatabaseSync): SqliteEngine {
  const prepare = createStatements(database)
  let waiting: Waiting[] = []

  function flush(): void {
    const group = waiting
    waiting = []
    if (group.length === 0) return
    try {
      const outcomes = runBatches(
        database,
        group.map(({ statements }) => statements),
        prepare,
      )
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome instanceof Error) group[index]?.fail(outcome)
        else group[index]?.done(outcome)
      }
    } catch (error) {
      for (const { fail } of group) fail(error)
    }
  }

  return {
    dialect: 'sqlite',
    batch: (statements) =>
      new Promise((done, fail) => {
        waiting.push({ statements, done, fail })
        if (waiting.length === 1) setImmediate(flush)
      }),
    flush,
  }
}

/**
 * Runs each batch wholly or not at all, and commits them together.
 * @returns for each what became of it
 * @throws UnavailableError when nothing was committed
 */
export function runBatches(
  database: DatabaseSync,
  batches: readonly Statements[],
  prepare: Prepare = (sql) => database.prepare(sql),
): (BatchOutcome | UnavailableError)[] {
  try {
    prepare('begin immediate').run()
    const outcomes = batches.map((statements) => runBatch(database, statements, prepare))
    prepare('commit').run()
    return outcomes
  } catch (cause) {
    // A full disk has rolled back by itself.
    if (database.isTransaction) database.exec('rollback')
    throw unavailable(cause)
  }
}

function runBatch(database: DatabaseSync, statements: Statements, prepare: Prepare): BatchOutcome | UnavailableError {
  prepare('savepoint batch').run()
  try {
    const rows = statements.map(({ sql, parameters }) => prepare(sql).all(...(parameters as SQLInputValue[])))
    prepare('release batch').run()
    return { kind: 'done', rows }
  } catch (cause) {
    if (!database.isTransaction) throw cause
    database.exec('rollback to batch; release batch')
    if (isTakenKey(cause)) return { kind: 'conflict' }
    return unavailable(cause)
  }
}

function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError('The database did not take a change.', { cause })
}
