import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openSqliteStores } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'killed-'))
afterAll(() => rmSync(folder, { recursive: true }))

const notification = {
  connection: 'main',
  dedupeKeys: ['job:7'],
  subject: { kind: 'entry-ready', entryId: '0_a' },
  receivedAtMs: 5,
} as const

/** A process that opens this file, does something with the inbox and is killed in the next moment; then the stores as the next process finds them. */
function afterKilling(name: string, work: string) {
  const file = join(folder, `${name}.db`)
  const program = `
    const { openSqliteStores } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    const { inbox, outbox } = openSqliteStores({ file: ${JSON.stringify(file)} })
    const notification = ${JSON.stringify(notification)}
    ${work}
    process.kill(process.pid, 'SIGKILL')`
  const { signal } = spawnSync(process.execPath, ['--conditions=@kaltura-discord/source', '--input-type=module', '-e', program])
  expect(signal).toBe('SIGKILL')
  const stores = openSqliteStores({ file })
  onTestFinished(() => stores.close())
  return stores
}

test('[A30] killed between commit and 200: Kaltura’s next attempt is a duplicate, and the notification still waits', async () => {
  const { inbox } = afterKilling('before-200', 'await inbox.accept(notification)')

  expect(await inbox.accept(notification)).toEqual({ kind: 'duplicate' })
  expect(await inbox.claim({ atMs: 10, leaseMs: 1, limit: 5 })).toMatchObject([{ notification }])
})

test('[A30] killed while it was planned: it is claimed again when the lease ends, under the same id', async () => {
  const { inbox } = afterKilling(
    'before-planned',
    `await inbox.accept(notification)
    await inbox.claim({ atMs: 10, leaseMs: 15_000, limit: 5 })`,
  )
  const claimAt = (atMs: number) => inbox.claim({ atMs, leaseMs: 1, limit: 5 })

  expect(await claimAt(15_009)).toEqual([])
  const [again] = await claimAt(15_010)
  const [onceMore] = await claimAt(15_011)
  expect(again?.id).toMatch(/./)
  expect(onceMore?.id).toBe(again?.id)
})

test('[A30] killed before or after Discord took the message: the delivery is claimed again when the lease ends, under the same id, which is its nonce', async () => {
  const { outbox } = afterKilling(
    'before-sent',
    `await inbox.accept(notification)
    const [claimed] = await inbox.claim({ atMs: 10, leaseMs: 1, limit: 5 })
    await inbox.plan(claimed, [{ guildId: '1', id: 'd-0', channelId: '77', subject: '0_a', event: 'entry-ready', content: '{}' }])
    await outbox.claim({ atMs: 10, leaseMs: 15_000, limit: 5 })`,
  )
  const claimAt = (atMs: number) => outbox.claim({ atMs, leaseMs: 1, limit: 5 })

  expect(await claimAt(15_009)).toEqual([])
  expect(await claimAt(15_010)).toMatchObject([{ id: 'd-0', state: 'waiting' }])
})

test('[A30] killed after it was planned: it never comes back, and what was planned waits in the outbox', async () => {
  const { inbox, outbox } = afterKilling(
    'planned',
    `await inbox.accept(notification)
    const [claimed] = await inbox.claim({ atMs: 10, leaseMs: 1, limit: 5 })
    await inbox.plan(claimed, [{ guildId: '1', id: 'd-0', channelId: '77', subject: '0_a', event: 'entry-ready', content: '{}' }])`,
  )

  expect(await inbox.claim({ atMs: 1_000_000, leaseMs: 1, limit: 5 })).toEqual([])
  expect(await inbox.accept(notification)).toEqual({ kind: 'duplicate' })
  expect(await outbox.claim({ atMs: 10, leaseMs: 1, limit: 5 })).toMatchObject([{ id: 'd-0' }])
})
