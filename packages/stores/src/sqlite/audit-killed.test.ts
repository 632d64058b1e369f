import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAuditing, createSubscription, verifyAudit } from '@kaltura-discord/core'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openSqliteStores } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'audit-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, 'killed.db')
const guildId = '1100000000000000010'
const digest = async (text: string) => createHash('sha256').update(text).digest('hex')

/** Publishes three events and records the first two of them; is killed before its place in the log is kept. */
const program = `
  import { createHash } from 'node:crypto'
  const { openSqliteStores } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
  const { createAuditing, createSubscription, domainEvent } = await import('@kaltura-discord/core')
  const { events, subscribers, audit } = openSqliteStores({ file: ${JSON.stringify(file)} })
  const of = (id) => domainEvent({
    id, type: 'command.used', guildId: '${guildId}', atMs: 1, actor: { kind: 'user', id: '1' },
    data: { command: 'watch.offer', outcome: 'offered' },
  })
  await events.publish(['one', 'two', 'three'].map(of))
  await createSubscription({
    log: events, subscribers, name: 'audit', now: Date.now,
    handle: createAuditing({
      audit, newSalt: () => 'salt',
      digest: async (text) => createHash('sha256').update(text).digest('hex'),
      onRecorded: ({ seq }) => seq === 2 && process.kill(process.pid, 'SIGKILL'),
    }),
  }).round()`

test('killed between an entry and the note of how far it came, the audit goes on with each event recorded once, in a chain that fits', async () => {
  const { signal } = spawnSync(process.execPath, ['--conditions=@kaltura-discord/source', '--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
  })
  const { events, subscribers, audit, close } = openSqliteStores({ file })
  onTestFinished(close)
  const before = await audit.read(guildId, { after: 0, limit: 10 })
  const handle = createAuditing({ audit, digest, newSalt: () => 'other salt' })
  await createSubscription({ log: events, subscribers, name: 'audit', now: () => Date.now() + 60_000, handle }).round()
  const after = await audit.read(guildId, { after: 0, limit: 10 })

  expect(signal).toBe('SIGKILL')
  expect(before.map(({ entry }) => entry.eventId)).toEqual(['one', 'two'])
  expect(after.map(({ entry }) => entry.eventId)).toEqual(['one', 'two', 'three'])
  expect(await verifyAudit(after, { guildId, digest })).toMatchObject({ kind: 'intact', head: { seq: 3 } })
})
