import {
  describeCursorStore,
  describeInvitationStore,
  describeNotificationInbox,
  describeProgrammeStore,
} from '@kaltura-discord/core/testing'
import { openPostgresStores } from '@kaltura-discord/stores/postgres'
import { Pool } from 'pg'
import { afterAll } from 'vitest'

const url = process.env.POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test'
const schemas: string[] = []
const admin = new Pool({ connectionString: url })

/** A schema of its own per test, so that nobody's data is touched and nothing is left behind. */
async function emptyStores() {
  const schema = `stores_${crypto.randomUUID().replaceAll('-', '')}`
  schemas.push(schema)
  await admin.query(`create schema ${schema}`)
  return openPostgresStores({ pool: new Pool({ connectionString: url, options: `-c search_path=${schema}` }) })
}

const opened: { close(): Promise<void> }[] = []
afterAll(async () => {
  for (const stores of opened) await stores.close()
  for (const schema of schemas) await admin.query(`drop schema ${schema} cascade`)
  await admin.end()
})

describeInvitationStore('Postgres', async () => {
  const stores = await emptyStores()
  opened.push(stores)
  return stores.invitations
})
describeProgrammeStore('Postgres', async () => {
  const stores = await emptyStores()
  opened.push(stores)
  return stores.programmes
})
describeNotificationInbox('Postgres', async () => {
  const stores = await emptyStores()
  opened.push(stores)
  return stores.inbox
})
describeCursorStore('Postgres', async () => {
  const stores = await emptyStores()
  opened.push(stores)
  return stores.cursors
})
