import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openSqliteStores } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'two-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'shared.db')

/** A process that accepts forty notifications and writes down each as soon as it is accepted, but gets `signal` when it has accepted so many. */
async function acceptedBy(name: string, signal: NodeJS.Signals | undefined, after: number) {
  const program = `
    const { writeSync } = await import('node:fs')
    const { openSqliteStores } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    const { inbox } = openSqliteStores({ file: ${JSON.stringify(file)} })
    for (let count = 0; count < 40; count += 1) {
      if (count === ${after}) process.kill(process.pid, ${JSON.stringify(signal ?? 0)})
      const entryId = '0_' + ${JSON.stringify(name)} + count
      await inbox.accept({ connection: 'main', dedupeKeys: [entryId], subject: { kind: 'entry-ready', entryId }, receivedAtMs: count })
      writeSync(1, entryId + '\\n')
    }`
  const args = ['--conditions=@kaltura-discord/source', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [output, [, ended]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { accepted: output.trim().split('\n'), ended }
}

test('of two processes that write to one file neither loses anything that it accepted, though one is killed', async () => {
  const [whole, killed] = await Promise.all([acceptedBy('whole', undefined, 0), acceptedBy('killed', 'SIGKILL', 20)])
  const stores = openSqliteStores({ file })
  onTestFinished(() => stores.close())
  const claimed = await stores.inbox.claim({ atMs: 1_000, leaseMs: 1, limit: 1_000 })
  const kept = claimed.map(({ notification }) => 'entryId' in notification.subject && notification.subject.entryId)

  expect([whole.accepted.length, killed.accepted.length, killed.ended]).toEqual([40, 20, 'SIGKILL'])
  expect(kept.sort()).toEqual([...whole.accepted, ...killed.accepted].sort())
})

test('a process that finds the file held for too long is told so, and nothing of its change is there', async () => {
  const one = openSqliteStores({ file: join(folder, 'held.db'), waitMs: 20 })
  const other = new DatabaseSync(join(folder, 'held.db'))
  onTestFinished(() => one.close().then(() => other.close()))
  other.exec('begin immediate')

  await expect(one.cursors.keep('main', 'here')).rejects.toMatchObject({ code: 'upstream.unavailable', retryable: true })
  other.exec('commit')
  expect(await one.cursors.read('main')).toBeUndefined()
})
