import { UnavailableError } from '@kaltura-discord/core'
import type { SqlEngine } from '../sql/engine.ts'
import { createTables } from '../sql/schema.ts'
import { createSqlStores, type Stores } from '../sql/stores.ts'

/** The part of a `pg` pool that is used here. */
export interface PostgresPool {
  connect(): Promise<PostgresConnection>
  end(): Promise<void>
}
interface PostgresConnection {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  release(broken?: boolean): void
}

export type { Stores }

const uniqueViolation = '23505'

/** The stores on Postgres, for several servers side by side. Creates missing tables; closing ends the pool. */
export async function openPostgresStores({ pool }: { pool: PostgresPool }): Promise<Stores> {
  const connection = await pool.connect()
  try {
    // Two servers that start together would race for the catalogue: the lock (any fixed number) makes one wait.
    await connection.query('select pg_advisory_lock(719253)')
    for (const statement of createTables) await connection.query(statement)
    await connection.query('select pg_advisory_unlock(719253)')
  } finally {
    connection.release()
  }
  let open = true
  return createSqlStores(engineOf(pool), async () => {
    if (open) await pool.end()
    open = false
  })
}

function engineOf(pool: PostgresPool): SqlEngine {
  return {
    dialect: 'postgres',
    async batch(statements) {
      const connection = await pool.connect().catch((cause: unknown) => {
        throw new UnavailableError('Postgres did not answer.', { cause })
      })
      let broken = false
      try {
        await connection.query('begin')
        const rows: Record<string, unknown>[][] = []
        for (const { sql, parameters } of statements) rows.push((await connection.query(sql, [...parameters])).rows)
        await connection.query('commit')
        return { kind: 'done', rows }
      } catch (cause) {
        await connection.query('rollback').catch(() => {
          broken = true
        })
        if (cause instanceof Error && 'code' in cause && cause.code === uniqueViolation) return { kind: 'conflict' }
        throw new UnavailableError('Postgres did not take a change.', { cause })
      } finally {
        connection.release(broken)
      }
    },
  }
}
