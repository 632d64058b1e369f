import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openSqliteStores } from './index.ts'

const look = { leaseMs: 15_000, limit: 20 }

/** An inbox in which a newer version, which was taken back since, left a hundred notifications of a kind that this one does not know; one of today stands behind them. */
async function scene() {
  const folder = mkdtempSync(join(tmpdir(), 'unread-'))
  const file = join(folder, 'inbox.db')
  const { inbox, close } = openSqliteStores({ file })
  onTestFinished(async () => {
    await close()
    rmSync(folder, { recursive: true })
  })
  const notification = { connection: 'main', subject: { kind: 'entry-ready', entryId: '0_a' } as const }
  const receivedAt = Array.from({ length: 100 }, (_, index) => index + 1)
  await Promise.all(receivedAt.map((receivedAtMs) => inbox.accept({ ...notification, dedupeKeys: [`old ${receivedAtMs}`], receivedAtMs })))
  const database = new DatabaseSync(file)
  const rewrite = (from: string, to: string) => database.prepare('update notification set subject = ? where subject = ?').run(to, from)
  const [known, unknown] = [JSON.stringify(notification.subject), '{"kind":"from-tomorrow"}']
  rewrite(known, unknown)
  onTestFinished(() => database.close())
  await inbox.accept({ ...notification, dedupeKeys: ['today'], receivedAtMs: 1_000 })
  return { inbox, upgrade: () => rewrite(unknown, known) }
}

test('what this version can not read keeps nobody back who came later', async () => {
  const { inbox } = await scene()
  const claimed = []
  for (const atMs of [10_000, 15_000, 20_000, 25_000, 30_000, 35_000]) claimed.push(...(await inbox.claim({ ...look, atMs })))

  expect(claimed.map(({ notification }) => notification.dedupeKeys)).toEqual([['today']])
})

test('it waits for the version that can, and is not lost', async () => {
  const { inbox, upgrade } = await scene()
  await inbox.claim({ ...look, atMs: 10_000, limit: 200 })
  upgrade()

  expect(await inbox.claim({ ...look, atMs: 10_000 + 10 * 60_000, limit: 200 })).toHaveLength(101)
})
