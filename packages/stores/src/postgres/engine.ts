import { UnavailableError } from '@kaltura-discord/core'
import type { SqlEngine } from '../sql/engine.ts'

/** The part of a `pg` pool that is used here. */
export interface PostgresPool {
  connect(): Promise<PostgresConnection>
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'acquire', listener: (connection: PostgresConnection) => void): unknown
  end(): Promise<void>
}
interface PostgresConnection {
  /** Of a client made with `pipeline: true`: queries go out without waiting for each other. */
  readonly pipeline?: boolean
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  on(event: 'error', listener: (error: Error) => void): unknown
  release(broken?: boolean): void
}

const uniqueViolation = '23505'
const heard = new WeakSet<PostgresConnection>()

/**
 * Each batch is a transaction on a connection of its own; in one round trip if the pool's clients have `pipeline: true`. A connection that Postgres ends
 * is dropped from the pool, and the next batch gets another.
 */
export function postgresEngine(pool: PostgresPool): SqlEngine {
  // Without a listener a Postgres that stops ends this process too: the pool has one while a connection is idle, nobody from the moment when it is given out.
  // Whoever needed the connection is told by the query.
  pool.on('error', ignore)
  pool.on('acquire', (connection) => {
    if (heard.has(connection)) return
    heard.add(connection)
    connection.on('error', ignore)
  })
  return {
    dialect: 'postgres',
    async batch(statements) {
      const connection = await pool.connect().catch((cause: unknown) => {
        throw new UnavailableError('Postgres did not answer.', { cause })
      })
      let broken = false
      try {
        return { kind: 'done', rows: await transaction(connection, statements) }
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

type Statements = Parameters<SqlEngine['batch']>[0]

async function transaction(connection: PostgresConnection, statements: Statements): Promise<Record<string, unknown>[][]> {
  const [only] = statements
  const run = async ({ sql, parameters }: Statements[number]) => (await connection.query(sql, [...parameters])).rows
  if (only && statements.length === 1) return [await run(only)] // a transaction by itself

  if (connection.pipeline) {
    // Behind a statement that fails, Postgres refuses the others, and the commit undoes them all.
    const begun = connection.query('begin')
    const ran = statements.map(run)
    const committed = connection.query('commit')
    await Promise.allSettled([begun, ...ran, committed])
    const rows = await Promise.all(ran)
    await Promise.all([begun, committed])
    return rows
  }
  await connection.query('begin')
  const rows: Record<string, unknown>[][] = []
  for (const statement of statements) rows.push(await run(statement))
  await connection.query('commit')
  return rows
}

function ignore(): void {}
