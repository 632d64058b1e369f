import type { CompiledQuery } from 'kysely'

export type Row = Readonly<Record<string, unknown>>

/**
 * What a SQL database must offer for every store here: run a handful of statements as one atomic step.
 *
 * There is no interactive transaction, because D1 has none; each store method is one batch.
 */
export interface SqlEngine {
  dialect: 'sqlite' | 'postgres'
  /**
   * Runs all statements or none, in order.
   * @returns the rows of each, or `conflict` when a unique key was taken, and then nothing was written.
   * @throws UnavailableError when the database can't be reached; the step may or may not have happened.
   */
  batch(statements: readonly CompiledQuery[]): Promise<BatchOutcome>
}

export type BatchOutcome = { kind: 'done'; rows: readonly (readonly Row[])[] } | { kind: 'conflict' }
