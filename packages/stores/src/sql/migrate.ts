import { CompiledQuery } from 'kysely'
import { statementBuilder } from './builder.ts'
import type { BatchOutcome, SqlEngine } from './engine.ts'
import { migrations } from './migrations/all.ts'
import { checksum, type Migration, statementsOf } from './migrations/migration.ts'
import { SchemaError } from './migrations/schema-error.ts'

const createLedger =
  'create table if not exists schema_migration (number bigint primary key, name text not null, checksum text not null, applied_at_ms bigint not null)'

/** Any fixed number. It ends with its transaction, so nobody who dies keeps it, and a pooler in between does no harm. */
const postgresLock = ["set local lock_timeout = '60s'", 'select pg_advisory_xact_lock(719253)']

/**
 * Brings a database up to date, as a conversation: yields batches, wants their outcomes. So it serves engines that answer at once and engines that answer later.
 *
 * Each migration is one batch that begins with its own row in the ledger. Of several servers that start together one writes the row; the others conflict, or wait
 * for the lock, and then find it done. A kill leaves the batch wholly done or not begun.
 * @throws SchemaError when the database is newer than `known`, or differs from it: then nothing was changed.
 */
export function* migrate(
  dialect: SqlEngine['dialect'],
  nowMs: number,
  known: readonly Migration[] = migrations,
): Generator<readonly CompiledQuery[], void, BatchOutcome> {
  const build = statementBuilder(dialect)
  const lock = dialect === 'postgres' ? postgresLock : []
  const look = [...[...lock, createLedger].map(raw), build.selectFrom('schema_migration').selectAll().orderBy('number').compile()]

  let next = firstMissing(yield look, known)
  while (next) {
    const { number, name } = next
    const entry = build
      .insertInto('schema_migration')
      .values({ number, name, checksum: checksum(next), applied_at_ms: nowMs })
      .compile()
    yield [...lock.map(raw), entry, ...statementsOf(next, dialect).map(raw)]
    const after = firstMissing(yield look, known)
    // A conflict is another server that was quicker. If nobody was, it is the data.
    if (after?.number === number) {
      throw new SchemaError(
        'schema.blocked',
        `Migration ${number} (${name}) was refused: rows of the database break a unique key that it adds.`,
      )
    }
    next = after
  }
}

const raw = (sql: string) => CompiledQuery.raw(sql)

function firstMissing(ledger: BatchOutcome, known: readonly Migration[]): Migration | undefined {
  const applied = (ledger.kind === 'done' && ledger.rows.at(-1)) || []
  for (const row of applied) {
    const migration = known.find(({ number }) => number === Number(row.number))
    if (!migration) {
      throw new SchemaError(
        'schema.newer',
        `The database has migration ${row.number} (${row.name}), which this version of kaltura-discord does not know. Run the newer version.`,
      )
    }
    if (checksum(migration) !== row.checksum) {
      throw new SchemaError('schema.changed', `Migration ${row.number} (${migration.name}) is not what the database was made with.`)
    }
  }
  return known.find(({ number }) => !applied.some((row) => Number(row.number) === number))
}
