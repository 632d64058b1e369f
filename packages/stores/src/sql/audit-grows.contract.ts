import { CompiledQuery } from 'kysely'
import { describe, expect, test } from 'vitest'
import { applyMigrations } from './apply-migrations.ts'
import type { SqlEngine } from './engine.ts'

const entry = (seq: number, word: string) => `('7', ${seq}, 1, 'command.used', '${word}', 'e${seq}', 'b', 'p', 'h')`
const body = (seq: number, word: string) => `('7', ${seq}, 1, 'salt', 'user', '21', '', '${word}')`

/** That nobody changes the audit in this database past its chain, whatever they write. `create` gives an engine on an empty one. */
export function describeAuditGrows(name: string, create: () => Promise<SqlEngine>): void {
  /** A database with two links, and what became of statements in it. */
  async function given() {
    const engine = await create()
    await applyMigrations(engine)
    const run = (...statements: string[]) => engine.batch(statements.map((sql) => CompiledQuery.raw(sql)))
    await run(`insert into audit_entry values ${entry(1, 'first')}, ${entry(2, 'second')}`)
    await run(`insert into audit_body values ${body(1, 'first')}, ${body(2, 'second')}`)
    const outcome = (sql: string) =>
      run(sql).then(
        ({ kind }) => kind,
        ({ code }) => code,
      )
    const left = async () => {
      const found = await run('select outcome from audit_entry order by seq', 'select details from audit_body order by seq')
      return found.kind === 'done' ? found.rows.map((rows) => rows.map((row) => Object.values(row)[0])) : found
    }
    return { outcome, left, dialect: engine.dialect }
  }

  describe(`the audit in ${name}`, () => {
    test.each([
      "update audit_entry set outcome = 'other' where seq = 2",
      "update audit_entry set outcome = 'other'",
      "update audit_body set details = 'other' where seq = 2",
      "update audit_body set actor_id = '' where actor_id = '21'",
      'delete from audit_entry where seq = 2',
      'delete from audit_entry',
      `insert into audit_entry values ${entry(2, 'other')} on conflict (guild_id, seq) do update set outcome = excluded.outcome`,
      `insert into audit_body values ${body(2, 'other')} on conflict (guild_id, seq) do update set details = excluded.details`,
    ])('refuses: %s', async (statement) => {
      const { outcome, left } = await given()

      expect(await outcome(statement)).not.toBe('done')
      expect(await left()).toEqual([
        ['first', 'second'],
        ['first', 'second'],
      ])
    })

    test('refuses what only its dialect knows: to replace a row, or to empty the table', async () => {
      const { outcome, left, dialect } = await given()
      const statements = {
        sqlite: [
          `insert or replace into audit_entry values ${entry(2, 'other')}`,
          `replace into audit_entry values ${entry(3, 'other').replace('e3', 'e2')}`,
          `insert or replace into audit_body values ${body(2, 'other')}`,
        ],
        postgres: ['truncate audit_entry', 'truncate audit_entry, audit_body'],
      }[dialect]

      expect(await Promise.all(statements.map(outcome))).not.toContain('done')
      expect(await left()).toEqual([
        ['first', 'second'],
        ['first', 'second'],
      ])
    })

    test('lets a link be appended, a taken place be a conflict, and a body be forgotten', async () => {
      const { outcome, left } = await given()

      expect(await outcome(`insert into audit_entry values ${entry(3, 'third')}`)).toBe('done')
      expect(await outcome(`insert into audit_entry values ${entry(3, 'late')}`)).toBe('conflict')
      expect(await outcome("delete from audit_body where actor_id = '21' and seq = 1")).toBe('done')
      expect(await left()).toEqual([['first', 'second', 'third'], ['second']])
    })
  })
}
