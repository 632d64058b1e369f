import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describeAuditLog, describeEventLog, describeSubscriberStore, describeToldChanges } from '@kaltura-discord/core/testing'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openSqliteStores } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'events-'))
afterAll(() => rmSync(folder, { recursive: true }))

describeAuditLog('SQLite', async () => openSqliteStores({ file: ':memory:' }))
describeToldChanges('SQLite', async () => openSqliteStores({ file: ':memory:' }))
describeSubscriberStore('SQLite', async () => openSqliteStores({ file: ':memory:' }))
describeEventLog('SQLite', async () => {
  const { events } = openSqliteStores({ file: ':memory:' })
  return [events, events]
})

test('a change whose event can not be written does not happen', async () => {
  const file = join(folder, 'no-events.db')
  const { guildConfigs, programmes, close } = openSqliteStores({ file })
  onTestFinished(close)
  const database = new DatabaseSync(file)
  database.exec("create trigger full before insert on event begin select raise(abort, 'no room'); end")
  database.close()
  const [guildId, userId] = ['1100000000000000010', '1100000000000000021']
  const version = { guildId, version: 1, document: '{}', changedBy: userId, atMs: 1 }
  const programme = { guildId, channelId: '77', instanceId: 'i-1', entryId: '0_a', startedBy: userId, atMs: 1 }

  await expect(guildConfigs.append(version)).rejects.toMatchObject({ code: 'upstream.unavailable' })
  await expect(programmes.start(programme)).rejects.toMatchObject({ code: 'upstream.unavailable' })
  expect(await guildConfigs.current(guildId)).toBeUndefined()
  expect(await programmes.find(guildId, 'i-1')).toBeUndefined()
})
