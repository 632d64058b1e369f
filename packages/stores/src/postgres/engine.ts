import { UnavailableError } from '@kaltura-discord/core'
import type { SqlEngine } from '../sql/engine.ts'

/** The part of a `pg` pool that is used here. */
export interface PostgresPool {
  connect(): Promise<PostgresConnection>
  on(event: 'error', listener: (error: Error) => void): unknown
  end(): Promise<void>
}
interface PostgresConnection {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  on(event: 'error', listener: (error: Error) => void): unknown
  removeListener(event: 'error', listener: (error: Error) => void): unknown
  release(broken?: boolean): void
}

const uniqueViolation = '23505'

/** Each batch is a transaction on a connection of its own. A connection that Postgres ends is dropped from the pool, and the next batch gets another. */
export function postgresEngine(pool: PostgresPool): SqlEngine {
  // Without a listener, a Postgres that restarts ends this process too. Who needed the connection is told by the query.
  pool.on('error', ignore)
  return {
    dialect: 'postgres',
    async batch(statements) {
      const connection = await pool.connect().catch((cause: unknown) => {
        throw new UnavailableError('Postgres did not answer.', { cause })
      })
      connection.on('error', ignore)
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
        connection.removeListener('error', ignore)
        connection.release(broken)
      }
    },
  }
}

function ignore(): void {}
