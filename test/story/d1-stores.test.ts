import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
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
import { afterAll, beforeAll } from 'vitest'
import { getPlatformProxy } from 'wrangler'
import { d1Engine } from '../../packages/stores/src/d1/engine.ts'
import { describeAuditGrows } from '../../packages/stores/src/sql/audit-grows.contract.ts'
import { describeSqlEngine } from '../../packages/stores/src/sql/engine.contract.ts'

let folder: string
let platform: Awaited<ReturnType<typeof getPlatformProxy<{ DB: D1Client }>>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'd1-'))
  const configPath = join(folder, 'wrangler.json')
  const database = { binding: 'DB', database_name: 'stores', database_id: '00000000-0000-0000-0000-000000000000' }
  await writeFile(configPath, JSON.stringify({ name: 'stores', compatibility_date: '2026-10-01', d1_databases: [database] }))
  platform = await getPlatformProxy<{ DB: D1Client }>({ configPath, persist: { path: folder } })
})
afterAll(async () => {
  await platform?.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** One database for all: it is emptied for each. */
async function emptyDatabase() {
  const client = platform.env.DB
  const named =
    "select name from sqlite_master where type = 'table' and name not like '\\_cf\\_%' escape '\\' and name not like 'sqlite\\_%' escape '\\'"
  const [listed] = await client.batch([client.prepare(named).bind()])
  const tables = (listed?.results ?? []).map((row) => String(Object(row).name))
  if (tables.length > 0) await client.batch(tables.map((name) => client.prepare(`drop table "${name}"`).bind()))
  return client
}

async function emptyStores() {
  const client = await emptyDatabase()
  await prepareD1({ client })
  return createD1Stores({ client })
}

describeSqlEngine('D1', async () => d1Engine(await emptyDatabase()))
describeAuditGrows('D1', async () => d1Engine(await emptyDatabase()))

describeGrantStore('D1', async () => (await emptyStores()).grants)
describePersonalData('D1', async () => emptyStores())
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
