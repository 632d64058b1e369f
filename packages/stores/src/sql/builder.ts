import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { SqlEngine } from './engine.ts'
import type { Tables } from './schema.ts'

/** Writes statements for an engine's dialect. It only compiles: the engine alone talks to a database. */
export function statementBuilder(dialect: SqlEngine['dialect']): Kysely<Tables> {
  const createDriver = () => new DummyDriver()
  return dialect === 'postgres'
    ? new Kysely<Tables>({
        dialect: {
          createDriver,
          createAdapter: () => new PostgresAdapter(),
          createQueryCompiler: () => new PostgresQueryCompiler(),
          createIntrospector: (db) => new PostgresIntrospector(db),
        },
      })
    : new Kysely<Tables>({
        dialect: {
          createDriver,
          createAdapter: () => new SqliteAdapter(),
          createQueryCompiler: () => new SqliteQueryCompiler(),
          createIntrospector: (db) => new SqliteIntrospector(db),
        },
      })
}
