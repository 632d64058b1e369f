import { join } from 'node:path'
import {
  describeAuditLog,
  describeCursorStore,
  describeDeliveryOutbox,
  describeEventLog,
  describeGrantStore,
  describeGuildConfigStore,
  describeIdentityLinks,
  describeInvitationStore,
  describeLinkCodes,
  describeNotificationInbox,
  describePersonalData,
  describeProgrammeStore,
  describeSubscriberStore,
  describeToldChanges,
} from '@kaltura-discord/core/testing'
import { createD1Stores, type D1Client, prepareD1 } from '@kaltura-discord/stores/d1'
import { afterAll, beforeAll, vi } from 'vitest'
import { createTestHarness } from 'wrangler'
import { d1Engine } from '../../packages/stores/src/d1/engine.ts'
import { describeAuditGrows } from '../../packages/stores/src/sql/audit-grows.contract.ts'
import { describeSqlEngine } from '../../packages/stores/src/sql/engine.contract.ts'

interface Statement {
  sql: string
  parameters: readonly unknown[]
  bind(...values: unknown[]): Statement
}

const workerd = createTestHarness({
  workers: [
    {
      config: {
        name: 'stores',
        main: join(import.meta.dirname, '../d1-worker.ts'),
        compatibility_date: '2026-10-01',
        d1_databases: [{ binding: 'DB', database_name: 'stores', database_id: '00000000-0000-0000-0000-000000000000' }],
      },
    },
  ],
})
/** All that brings an empty database up to date. */
const migrating: Statement[] = []

beforeAll(async () => {
  vi.stubEnv('CLOUDFLARE_CF_FETCH_ENABLED', 'false') // or wrangler asks the internet where it is
  await workerd.listen()
  await prepareD1({
    client: d1Client(async (statements) => {
      migrating.push(...statements)
      return run(statements)
    }),
  })
})
afterAll(() => workerd.close())

/** By way of a Worker, which takes a batch at once: wrangler's own proxy goes to workerd and back for each statement of one. */
async function run(statements: Statement[]): Promise<{ results?: unknown[] }[]> {
  const answer = await workerd.fetch('/', { method: 'POST', body: JSON.stringify(statements) })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json() as Promise<{ results?: unknown[] }[]>
}

const d1Client = (batch: typeof run): D1Client => ({ prepare: (sql) => statement(sql, []), batch })

function statement(sql: string, parameters: readonly unknown[]): Statement {
  // JSON would make it null, which D1 does not.
  if (parameters.includes(undefined)) throw new TypeError("D1_TYPE_ERROR: Type 'undefined' not supported")
  return { sql, parameters, bind: (...values) => statement(sql, values) }
}

/** One database for all: for each test its tables are dropped, and made anew by `making`. */
async function database(making: readonly Statement[] = []) {
  const named =
    "select name from sqlite_master where type = 'table' and name not like '\\_cf\\_%' escape '\\' and name not like 'sqlite\\_%' escape '\\'"
  const [listed] = await run([statement(named, [])])
  const tables = (listed?.results ?? []).map((row) => String(Object(row).name))
  const dropping = tables.map((name) => statement(`drop table "${name}"`, []))
  if (dropping.length + making.length > 0) await run([...dropping, ...making])
  return d1Client(run)
}

const emptyEngine = async () => d1Engine(await database())
const emptyStores = async () => createD1Stores({ client: await database(migrating) })

describeSqlEngine('D1', emptyEngine)
describeAuditGrows('D1', emptyEngine)

describeGrantStore('D1', async () => (await emptyStores()).grants)
describePersonalData('D1', emptyStores)
describeIdentityLinks('D1', async () => (await emptyStores()).links)
describeLinkCodes('D1', async () => (await emptyStores()).linkCodes)
describeGuildConfigStore('D1', async () => (await emptyStores()).guildConfigs)
describeInvitationStore('D1', async () => (await emptyStores()).invitations)
describeProgrammeStore('D1', async () => (await emptyStores()).programmes)
describeNotificationInbox('D1', emptyStores)
describeDeliveryOutbox('D1', emptyStores)
describeCursorStore('D1', async () => (await emptyStores()).cursors)
describeAuditLog('D1', emptyStores)
describeToldChanges('D1', emptyStores)
describeSubscriberStore('D1', emptyStores)
describeEventLog('D1', async () => {
  const { events } = await emptyStores()
  return [events, events]
})
