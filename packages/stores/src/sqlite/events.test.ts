import { describeEventLog, describeSubscriberStore } from '@kaltura-discord/core/testing'
import { openSqliteStores } from './index.ts'

describeSubscriberStore('SQLite', async () => openSqliteStores({ file: ':memory:' }).subscribers)
describeEventLog('SQLite', async () => {
  const { events } = openSqliteStores({ file: ':memory:' })
  return [events, events]
})
