import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { describeAuditGrows } from '../sql/audit-grows.contract.ts'
import { describeSqlEngine } from '../sql/engine.contract.ts'
import { migrations } from '../sql/migrations/all.ts'
import type { Migration } from '../sql/migrations/migration.ts'
import { applyMigrations, openDatabase } from './database.ts'
import { sqliteEngine } from './engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
afterAll(() => rmSync(folder, { recursive: true }))

describeSqlEngine('SQLite', async () => sqliteEngine(new DatabaseSync(':memory:')))
describeAuditGrows('SQLite', async () => sqliteEngine(new DatabaseSync(':memory:')))

const one: Migration = { number: 1, name: 'one', statements: ['create table one (id text)'] }
const two: Migration = { number: 2, name: 'two', statements: ['create table two (id text)', 'insert into two select die()'] }

describe('a SQLite file', () => {
  test.each(['SIGKILL', 'SIGTERM'])(
    '[A96] whose server got %s in the middle of a migration has nothing of that step, and the next start takes it',
    (signal) => {
      const file = join(folder, `${signal}.db`)
      const died = spawnSync(
        process.execPath,
        nodeArguments(`
      const { openDatabase, applyMigrations } = await import(${JSON.stringify(new URL('database.ts', import.meta.url).href)})
      const database = openDatabase({ file: ${JSON.stringify(file)} }, [])
      database.function('die', () => process.kill(process.pid, ${JSON.stringify(signal)}))
      applyMigrations(database, ${JSON.stringify([one, two])})`),
      )
      const database = opened(file, [one])

      expect(died.signal).toBe(signal)
      expect(tables(database)).toEqual(['one', 'schema_migration'])
      database.function('die', () => 'alive')
      applyMigrations(database, [one, two])
      expect(database.prepare('select id from two').all()).toEqual([{ id: 'alive' }])
    },
  )

  test('[A96] that three processes open for the first time at once is made once, and all of them get it', async () => {
    const file = join(folder, 'three.db')
    const program = `
      const { openSqliteStores } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
      await openSqliteStores({ file: ${JSON.stringify(file)} }).close()`
    const children = Array.from({ length: 3 }, () =>
      spawn(process.execPath, nodeArguments(program), { stdio: ['ignore', 'ignore', 'inherit'] }),
    )

    expect((await Promise.all(children.map((child) => once(child, 'exit')))).map(([code]) => code)).toEqual([0, 0, 0])
    expect(opened(file).prepare('select number from schema_migration').all()).toHaveLength(migrations.length)
  })

  test('[A96] with no room left on its disk keeps what it had, says so, and goes on when there is room', () => {
    const database = opened(join(folder, 'full.db'), [one])
    const large: Migration = {
      number: 2,
      name: 'large',
      statements: ['create table two (id text)', 'insert into two values (randomblob(1e6))'],
    }
    database.exec('pragma max_page_count = 8')

    expect(() => applyMigrations(database, [one, large])).toThrow(expect.objectContaining({ code: 'upstream.unavailable' }))
    expect(tables(database)).toEqual(['one', 'schema_migration'])
    database.exec('pragma max_page_count = 1000')
    applyMigrations(database, [one, large])
    expect(tables(database)).toEqual(['one', 'schema_migration', 'two'])
  })

  test('of a newer version is refused, and not a byte of it changed', () => {
    const file = join(folder, 'newer.db')
    const newer: Migration = { number: migrations.length + 1, name: 'from-tomorrow', statements: ['create table tomorrow (id text)'] }
    openDatabase({ file }, [...migrations, newer]).close()
    const before = readFileSync(file)

    expect(() => openDatabase({ file })).toThrow(
      expect.objectContaining({ code: 'schema.newer', message: expect.stringContaining('from-tomorrow') }),
    )
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})

test('migrations are numbered from 1 without gaps', () => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
})

function nodeArguments(program: string): string[] {
  return ['--conditions=@kaltura-discord/source', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program]
}

function opened(file: string, known?: readonly Migration[]): DatabaseSync {
  const database = openDatabase({ file }, known)
  onTestFinished(() => database.close())
  return database
}

function tables(database: DatabaseSync): unknown[] {
  return database
    .prepare("select name from sqlite_master where type = 'table' order by name")
    .all()
    .map(({ name }) => name)
}

test('the guild comes first in the key of every table that knows guilds', () => {
  const keys = opened(':memory:')
    .prepare(
      `select t.name as "table", c.pk as place from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table' and c.name = 'guild_id'`,
    )
    .all()

  expect(keys.map(({ table }) => table)).toContain('programme')
  expect(keys.filter(({ place }) => place !== 1)).toEqual([])
})
