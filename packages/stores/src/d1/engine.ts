import { UnavailableError } from '@kaltura-discord/core'
import type { SqlEngine } from '../sql/engine.ts'
import { isTakenKey } from '../sql/taken-key.ts'

/** The part of Cloudflare's `D1Database` that is used here. */
export interface D1Client {
  prepare(sql: string): D1Statement
  batch(statements: D1Statement[]): Promise<{ results?: unknown[] }[]>
}
interface D1Statement {
  bind(...values: unknown[]): D1Statement
}

/** Each batch is one of D1's, which is a transaction. */
export function d1Engine(client: D1Client): SqlEngine {
  return {
    dialect: 'sqlite',
    async batch(statements) {
      try {
        const results = await client.batch(statements.map(({ sql, parameters }) => client.prepare(sql).bind(...parameters)))
        return { kind: 'done', rows: results.map(({ results: rows }) => (rows ?? []) as Record<string, unknown>[]) }
      } catch (cause) {
        if (isTakenKey(cause)) return { kind: 'conflict' }
        throw new UnavailableError('D1 did not take a change.', { cause })
      }
    },
  }
}
