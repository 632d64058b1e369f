import { expect, test } from 'vitest'
import { postgresEngine } from '../../packages/stores/src/postgres/engine.ts'
import { applyMigrations } from '../../packages/stores/src/sql/apply-migrations.ts'
import { describeAuditGrows } from '../../packages/stores/src/sql/audit-grows.contract.ts'
import { describeSqlEngine } from '../../packages/stores/src/sql/engine.contract.ts'
import type { Migration } from '../../packages/stores/src/sql/migrations/migration.ts'
import { emptySchema } from './empty-schema.ts'

describeSqlEngine('Postgres', async () => postgresEngine(await emptySchema()))
describeSqlEngine('Postgres in a pipeline', async () => postgresEngine(await emptySchema({ pipeline: true })))
describeAuditGrows('Postgres', async () => postgresEngine(await emptySchema()))

const one: Migration = { number: 1, name: 'one', statements: ['create table one (id text)'] }
const dies: Migration = {
  number: 2,
  name: 'two',
  statements: ['create table two (id text)', 'select pg_terminate_backend(pg_backend_pid())'],
}
const two: Migration = { number: 2, name: 'two', statements: ['create table two (id text)'] }

test('[A96] a connection that ends in the middle of a migration leaves nothing of that step and no lock, and the next start takes it', async () => {
  const pool = await emptySchema()
  const engine = postgresEngine(pool)

  await expect(applyMigrations(engine, [one, dies])).rejects.toMatchObject({ code: 'upstream.unavailable', retryable: true })
  expect((await pool.query('select number from schema_migration')).rows).toEqual([{ number: '1' }])
  await applyMigrations(engine, [one, two])
  expect((await pool.query('select id from two')).rows).toEqual([])
})
