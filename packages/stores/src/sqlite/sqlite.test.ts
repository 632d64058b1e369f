import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  describeCursorStore,
  describeDeliveryOutbox,
  describeGrantStore,
  describeGuildConfigStore,
  describeIdentityLinks,
  describeInvitationStore,
  describeLinkCodes,
  describeNotificationInbox,
  describePersonalData,
  describeProgrammeStore,
} from '@kaltura-discord/core/testing'
import { afterAll, describe, expect, test } from 'vitest'
import { openSqliteStores } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'stores-'))
afterAll(() => rmSync(folder, { recursive: true }))

describeCursorStore('SQLite', async () => openSqliteStores({ file: ':memory:' }).cursors)
describeGrantStore('SQLite', async () => openSqliteStores({ file: ':memory:' }).grants)
describePersonalData('SQLite', async () => openSqliteStores({ file: ':memory:' }))
describeIdentityLinks('SQLite', async () => openSqliteStores({ file: ':memory:' }).links)
describeLinkCodes('SQLite', async () => openSqliteStores({ file: ':memory:' }).linkCodes)
describeGuildConfigStore('SQLite', async () => openSqliteStores({ file: ':memory:' }).guildConfigs)
describeInvitationStore('SQLite', async () => openSqliteStores({ file: ':memory:' }).invitations)
describeProgrammeStore('SQLite', async () => openSqliteStores({ file: ':memory:' }).programmes)
describeNotificationInbox('SQLite', async () => openSqliteStores({ file: ':memory:' }))
describeDeliveryOutbox('SQLite', async () => openSqliteStores({ file: ':memory:' }))

describe('a SQLite file', () => {
  test('keeps what was accepted over a restart', async () => {
    const file = join(folder, 'deep', 'kept.db')
    const before = openSqliteStores({ file })
    await before.inbox.accept({
      connection: 'main',
      dedupeKeys: ['job:7'],
      subject: { kind: 'entry-ready', entryId: '0_a' },
      receivedAtMs: 5,
    })
    await before.cursors.keep('main', 'here')
    await before.close()

    const after = openSqliteStores({ file })

    expect(await after.inbox.claim({ atMs: 10, leaseMs: 1, limit: 5 })).toHaveLength(1)
    expect(await after.cursors.read('main')).toBe('here')
    await after.close()
    await after.close()
  })

  test('keeps what was on its way when it was closed', async () => {
    const file = join(folder, 'closed.db')
    const before = openSqliteStores({ file })
    const kept = before.cursors.keep('main', 'here')
    await before.close()
    await kept
    const after = openSqliteStores({ file })

    expect(await after.cursors.read('main')).toBe('here')
    await after.close()
  })

  test('that is a folder is refused with its name', () => {
    expect(() => openSqliteStores({ file: folder })).toThrow(folder)
  })
})
