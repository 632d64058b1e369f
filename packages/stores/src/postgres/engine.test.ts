import { EventEmitter } from 'node:events'
import { CompiledQuery } from 'kysely'
import { expect, test } from 'vitest'
import { postgresEngine } from './engine.ts'

const statements = [CompiledQuery.raw('insert one'), CompiledQuery.raw('insert two')]

/** A pool whose connection fails at some queries. */
function engineFailingAt(fails: Readonly<Record<string, unknown>>, pipeline: boolean) {
  const released: (boolean | undefined)[] = []
  const connection = {
    pipeline,
    query: async (sql: string) => (sql in fails ? Promise.reject(fails[sql]) : { rows: [{ sql }] }),
    on: () => {},
    release: (broken?: boolean) => void released.push(broken),
  }
  return { engine: postgresEngine({ connect: async () => connection, on: () => {}, end: async () => {} }), released }
}

test.each([false, true])('a commit that nobody confirmed is not taken for done (in a pipeline: %s)', async (pipeline) => {
  const gone = new Error('Connection terminated unexpectedly')
  const { engine, released } = engineFailingAt({ commit: gone, rollback: gone }, pipeline)

  await expect(engine.batch(statements)).rejects.toMatchObject({ code: 'upstream.unavailable', cause: gone })
  expect(released).toEqual([true])
})

test.each([false, true])('of statements that fail behind each other the first one is the reason (in a pipeline: %s)', async (pipeline) => {
  const taken = Object.assign(new Error('duplicate key'), { code: '23505' })
  const { engine, released } = engineFailingAt({ 'insert one': taken, 'insert two': new Error('aborted') }, pipeline)

  expect(await engine.batch(statements)).toEqual({ kind: 'conflict' })
  expect(released).toEqual([false])
})

test('a connection that ends in the moment in which the pool gives it out ends nothing else', async () => {
  const pool = new EventEmitter()
  const connection = Object.assign(new EventEmitter(), { query: async () => ({ rows: [] }), release() {} })
  const engine = postgresEngine(
    Object.assign(pool, {
      async connect() {
        pool.emit('acquire', connection)
        connection.emit('error', new Error('terminating connection due to unexpected postmaster exit'))
        return connection
      },
      end: async () => {},
    }),
  )

  expect((await engine.batch(statements)).kind).toBe('done')
  expect((await engine.batch(statements)).kind).toBe('done')
  expect(connection.listenerCount('error')).toBe(1)
})
