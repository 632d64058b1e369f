import { applyMigrations } from '../sql/apply-migrations.ts'
import { createSqlStores, type Stores } from '../sql/stores.ts'
import { type PostgresPool, postgresEngine } from './engine.ts'

export type { PostgresPool, Stores }

/**
 * The stores on Postgres, for several servers side by side. Brings the tables up to date, also when several start at once; closing ends the pool.
 * @throws SchemaError (`schema.newer`) when a newer version has been here: nothing is changed then.
 * @throws UnavailableError when Postgres can't be reached, or another server migrates for more than a minute.
 */
export async function openPostgresStores({ pool }: { pool: PostgresPool }): Promise<Stores> {
  const engine = postgresEngine(pool)
  await applyMigrations(engine)
  let open = true
  return createSqlStores(engine, async () => {
    if (open) await pool.end()
    open = false
  })
}
