import { DatabaseSync } from 'node:sqlite'
import { CompiledQuery } from 'kysely'
import { expect, test } from 'vitest'
import { sqliteEngine } from './engine.ts'

const insert = (sql: string) => [CompiledQuery.raw(sql)]

test('of a commit that fails all that shared it hear so, and nothing of it is there', async () => {
  const database = new DatabaseSync(':memory:')
  // A reference that is looked at when it is committed, and not before.
  database.exec('create table one (id text primary key); create table two (one_id text references one deferrable initially deferred)')
  const engine = sqliteEngine(database)

  const outcomes = await Promise.allSettled([
    engine.batch(insert("insert into one values ('a')")),
    engine.batch(insert("insert into two values ('nobody')")),
  ])

  expect(outcomes).toMatchObject([{ status: 'rejected' }, { status: 'rejected', reason: { code: 'upstream.unavailable' } }])
  expect(await engine.batch(insert('select * from one'))).toEqual({ kind: 'done', rows: [[]] })
})
