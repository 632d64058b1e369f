import { CompiledQuery } from 'kysely'
import { describe, expect, test } from 'vitest'
import { applyMigrations } from './apply-migrations.ts'
import type { BatchOutcome, SqlEngine } from './engine.ts'
import { firstTables } from './migrations/0001-first-tables.ts'
import { migrations } from './migrations/all.ts'
import type { Migration } from './migrations/migration.ts'

const queries = (...statements: string[]) => statements.map((sql) => CompiledQuery.raw(sql))
const rowsOf = (outcome: BatchOutcome) => (outcome.kind === 'done' ? outcome.rows.at(-1) : undefined)

const one: Migration = { number: 1, name: 'one', statements: ['create table one (id text primary key)'] }
const two: Migration = { number: 2, name: 'two', statements: ['create table two (id text primary key)', "insert into one values ('two')"] }
const blocked: Migration = { ...two, statements: ['create table two (id text primary key)', "insert into one values ('a'), ('a')"] }

/** What "implements SqlEngine" means, and that the migrations work on it. `create` gives an engine on an empty database. */
export function describeSqlEngine(name: string, create: () => Promise<SqlEngine>): void {
  const ledger = async (engine: SqlEngine) => rowsOf(await engine.batch(queries('select * from schema_migration order by number')))

  describe(`${name} as a SqlEngine`, () => {
    test('of a batch with a taken key nothing was written', async () => {
      const engine = await create()
      await engine.batch(queries('create table one (id text primary key)', "insert into one values ('a')"))

      expect(await engine.batch(queries("insert into one values ('b')", "insert into one values ('a')"))).toEqual({ kind: 'conflict' })
      expect(rowsOf(await engine.batch(queries('select id from one')))).toEqual([{ id: 'a' }])
    })

    test('of a batch that cannot be run nothing was written, and the engine goes on', async () => {
      const engine = await create()
      await engine.batch(queries('create table one (id text primary key)'))

      await expect(engine.batch(queries("insert into one values ('b')", 'insert into nowhere values (1)'))).rejects.toMatchObject({
        code: 'upstream.unavailable',
      })
      expect(rowsOf(await engine.batch(queries('select id from one')))).toEqual([])
    })

    test('of batches at the same moment each is whole or not at all, whatever became of the others', async () => {
      const engine = await create()
      await engine.batch(queries('create table one (id text primary key)', "insert into one values ('a')"))

      const outcomes = await Promise.allSettled([
        engine.batch(queries("insert into one values ('b')", "insert into one values ('c')")),
        engine.batch(queries("insert into one values ('d')", "insert into one values ('a')")),
        engine.batch(queries("insert into one values ('e')", 'insert into nowhere values (1)')),
        engine.batch(queries("insert into one values ('f')")),
      ])

      expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.kind : 'thrown'))).toEqual([
        'done',
        'conflict',
        'thrown',
        'done',
      ])
      expect(rowsOf(await engine.batch(queries('select id from one order by id')))).toEqual(['a', 'b', 'c', 'f'].map((id) => ({ id })))
    })
  })

  describe(`migrations on ${name}`, () => {
    test('are applied once, in order, and a second start changes nothing', async () => {
      const engine = await create()
      await applyMigrations(engine, [one, two])
      const after = await ledger(engine)
      await applyMigrations(engine, [one, two])

      expect(after?.map((row) => row.name)).toEqual(['one', 'two'])
      expect(await ledger(engine)).toEqual(after)
    })

    test('of four servers that start together each step is taken by one, and all of them start', async () => {
      const engine = await create()

      await Promise.all([1, 2, 3, 4].map(() => applyMigrations(engine)))

      expect(await ledger(engine)).toHaveLength(migrations.length)
    })

    test('take over a database from before there were migrations, with what it holds', async () => {
      const engine = await create()
      await engine.batch(queries(...firstTables.statements, "insert into reading_cursor values ('main', 'here')"))

      await applyMigrations(engine)

      expect(await ledger(engine)).toHaveLength(migrations.length)
      expect(rowsOf(await engine.batch(queries('select position from reading_cursor')))).toEqual([{ position: 'here' }])
    })

    test('refuse a database that is newer than the program, and leave it as it is', async () => {
      const engine = await create()
      await applyMigrations(engine, [one, two])
      const before = await ledger(engine)

      await expect(applyMigrations(engine, [one])).rejects.toMatchObject({ code: 'schema.newer', retryable: false })
      expect(await ledger(engine)).toEqual(before)
    })

    test('refuse a database that was made by another text under the same number', async () => {
      const engine = await create()
      await applyMigrations(engine, [one, two])

      await expect(applyMigrations(engine, [one, blocked])).rejects.toMatchObject({ code: 'schema.changed' })
    })

    test('that the data do not allow are refused, and can be taken once they do', async () => {
      const engine = await create()

      await expect(applyMigrations(engine, [one, blocked])).rejects.toMatchObject({ code: 'schema.blocked' })
      expect(await ledger(engine)).toHaveLength(1)
      await applyMigrations(engine, [one, two])
      expect(await ledger(engine)).toHaveLength(2)
    })
  })
}
