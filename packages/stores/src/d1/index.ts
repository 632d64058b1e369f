import { UnavailableError } from '@kaltura-discord/core'
import type { SqlEngine } from '../sql/engine.ts'
import { createTables } from '../sql/schema.ts'
import { createSqlStores, type Stores } from '../sql/stores.ts'

/** The part of Cloudflare's `D1Database` that is used here. */
export interface D1Client {
  prepare(sql: string): D1Statement
  batch(statements: D1Statement[]): Promise<{ results?: unknown[] }[]>
}
interface D1Statement {
  bind(...values: unknown[]): D1Statement
}

export type { Stores }

/** The stores on Cloudflare D1; every step is one `batch`, which D1 runs as a transaction. Run {@link prepareD1} once before. */
export function createD1Stores({ client }: { client: D1Client }): Stores {
  return createSqlStores(engineOf(client), async () => undefined)
}

/** Creates the tables that are missing. */
export async function prepareD1({ client }: { client: D1Client }): Promise<void> {
  await client.batch(createTables.map((sql) => client.prepare(sql)))
}

function engineOf(client: D1Client): SqlEngine {
  return {
    dialect: 'sqlite',
    async batch(statements) {
      try {
        const results = await client.batch(statements.map(({ sql, parameters }) => client.prepare(sql).bind(...parameters)))
        return { kind: 'done', rows: results.map(({ results: rows }) => (rows ?? []) as Record<string, unknown>[]) }
      } catch (cause) {
        // D1 gives no error codes, only SQLite's words.
        if (cause instanceof Error && cause.message.includes('UNIQUE constraint failed')) return { kind: 'conflict' }
        throw new UnavailableError('D1 did not take a change.', { cause })
      }
    },
  }
}
