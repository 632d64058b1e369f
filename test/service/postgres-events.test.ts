import { type DomainEvent, domainEvent } from '@kaltura-discord/core'
import { describeAuditLog, describeEventLog, describeSubscriberStore, describeToldChanges } from '@kaltura-discord/core/testing'
import { openPostgresStores } from '@kaltura-discord/stores/postgres'
import type { Pool } from 'pg'
import { expect, test, vi } from 'vitest'
import { statementBuilder } from '../../packages/stores/src/sql/builder.ts'
import { eventStatements } from '../../packages/stores/src/sql/event-statements.ts'
import { emptySchema } from './empty-schema.ts'

describeAuditLog('Postgres', async () => openPostgresStores({ pool: await emptySchema() }))
describeToldChanges('Postgres', async () => openPostgresStores({ pool: await emptySchema() }))
describeSubscriberStore('Postgres', async () => openPostgresStores({ pool: await emptySchema() }))
describeEventLog('Postgres', async () => {
  const pool = await emptySchema()
  return [(await openPostgresStores({ pool })).events, (await openPostgresStores({ pool })).events]
})

const used = (id: string) =>
  domainEvent({
    id,
    type: 'command.used',
    guildId: undefined,
    atMs: 1,
    actor: { kind: 'program', id: 'test' },
    data: { command: 'watch.offer', outcome: 'offered' },
  })

test('an event of a transaction that is slow to commit is never passed by one of a quicker transaction', async () => {
  const pool = await emptySchema()
  const { events } = await openPostgresStores({ pool })
  const slow = await writing(pool, used('slow'))
  let done = false
  const quick = events.publish([used('quick')]).finally(() => {
    done = true
  })
  const waiting = "select 1 from pg_locks where locktype = 'advisory' and objid = 719254 and not granted"
  await vi.waitFor(async () => expect((await pool.query(waiting)).rows).toHaveLength(1), 5_000)

  expect(done).toBe(false)
  expect(await events.read({ after: 0, limit: 10 })).toEqual([])
  await slow.query('commit')
  slow.release()
  await quick
  expect((await events.read({ after: 0, limit: 10 })).map(({ id, position }) => `${position} ${id}`)).toEqual(['1 slow', '2 quick'])
})

test('an event whose transaction is undone leaves no gap', async () => {
  const pool = await emptySchema()
  const { events } = await openPostgresStores({ pool })
  const undone = await writing(pool, used('undone'))
  await undone.query('rollback')
  undone.release()
  await events.publish([used('after')])

  expect((await events.read({ after: 0, limit: 10 })).map(({ id, position }) => `${position} ${id}`)).toEqual(['1 after'])
})

/** A transaction that has written an event and is open yet. */
async function writing(pool: Pool, event: DomainEvent) {
  const connection = await pool.connect()
  await connection.query('begin')
  for (const { sql, parameters } of eventStatements('postgres', statementBuilder('postgres'), [event])) {
    await connection.query(sql, [...parameters])
  }
  return connection
}
