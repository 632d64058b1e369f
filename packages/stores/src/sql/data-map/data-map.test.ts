import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { applyMigrations } from '../../sqlite/database.ts'
import { sqliteEngine } from '../../sqlite/engine.ts'
import { createSqlPersonalData } from '../personal-data.ts'
import { mappedTables } from './data-map.ts'

function migrated() {
  const database = new DatabaseSync(':memory:')
  applyMigrations(database)
  const names = database.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite%'").all()
  const columns = (table: unknown) => database.prepare(`pragma table_info("${table}")`).all()
  return { database, tables: names.map(({ name }) => ({ name: String(name), columns: columns(name) })) }
}

test('every column of every table that the migrations make is in the data map, and nothing else', () => {
  const made = migrated().tables.map(({ name, columns }) => [name, columns.map((column) => column.name)])
  const mapped = mappedTables.map(({ name, columns }) => [name, columns.map((column) => column.name).sort()])

  expect(Object.fromEntries(mapped)).toEqual(Object.fromEntries(made.map(([name, columns]) => [name, [...(columns ?? [])].sort()])))
})

// A Kaltura user id goes with the row of its Discord user.
test('a column that sounds like a person in Discord is one that forgetting reaches', () => {
  const suspects = mappedTables.flatMap(({ name, columns, people }) => {
    const reached = new Set(people.map(({ column }) => column))
    return columns
      .filter((column) => /(?<!kaltura_)user|_by$|member|author|owner|actor_id/.test(column.name) && !reached.has(column.name))
      .map((column) => `${name}.${column.name}`)
  })

  expect(suspects).toEqual([])
})

test('forgetting somebody and a sweep can be run on every table, and leave no trace of an id wherever it stood', async () => {
  const { database, tables } = migrated()
  const stood = mappedTables.flatMap(({ name, people }) => people.map(({ column }) => ({ name, column })))
  for (const [row, { name, column }] of stood.entries()) {
    const columns = tables.find((table) => table.name === name)?.columns ?? []
    const values = columns.map((each) => (each.name === column ? "'person'" : String(each.type) === 'TEXT' ? `'x${row}'` : String(row)))
    database.exec(`insert or replace into "${name}" values (${values.join(', ')})`)
  }
  const { forgetUser, sweep } = createSqlPersonalData(sqliteEngine(database))

  expect(await forgetUser('person')).toBe(stood.length)
  const left = tables.flatMap(({ name }) => database.prepare(`select * from "${name}"`).all())
  expect(JSON.stringify(left)).not.toContain('person')
  expect(await sweep(0)).toBe(0)
})
