import { describeAuditLog, describeEventLog, describeSubscriberStore } from '@kaltura-discord/core/testing'
import { openSqliteStores } from './index.ts'

describeAuditLog('SQLite', async () => openSqliteStores({ file: ':memory:' }))
describeSubscriberStore('SQLite', async () => openSqliteStores({ file: ':memory:' }).subscribers)
describeEventLog('SQLite', async () => {
  const { events } = openSqliteStores({ file: ':memory:' })
  return [events, events]
})
