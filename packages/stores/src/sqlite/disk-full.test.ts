import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { errorRow } from '@kaltura-discord/core'
import { expect, onTestFinished, test } from 'vitest'
import { openSqliteStores } from './index.ts'

const index = JSON.stringify(new URL('index.ts', import.meta.url).href)

/** Takes notifications, and tells of each what its sender would hear. When three in a row could not be stored it says so, and waits to be told to go on with five more. */
const program = (file: string) => `
  const { once } = await import('node:events')
  const { openSqliteStores } = await import(${index})
  const { inbox } = openSqliteStores({ file: ${JSON.stringify(file)} })
  const say = (line) => console.log(JSON.stringify(line))
  async function take(number) {
    const notification = { connection: 'main', dedupeKeys: ['job:' + number], subject: { kind: 'entry-ready', entryId: '0_a' }, receivedAtMs: 5 }
    const answer = await inbox.accept(notification).then(({ kind }) => ({ kind }), ({ code, retryable }) => ({ kind: 'failed', code, retryable }))
    say({ number, ...answer })
    return answer.kind === 'failed'
  }
  let number = 0
  for (let failed = 0; failed < 3; number += 1) failed = (await take(number)) ? failed + 1 : 0
  say({ kind: 'full' })
  await once(process.stdin, 'data')
  for (const last = number + 5; number < last; number += 1) await take(number)
  process.kill(process.pid, 'SIGKILL')`

interface Line {
  kind: 'accepted' | 'failed' | 'full'
  number?: number
  code?: string
  retryable?: boolean
}

// The limit of what a process may write into one file is the system's own: the write fails in the middle of a commit, as on a full disk, without a mount.
test('[A96] the disk is full: nothing that was acknowledged is lost, the rest is told to come again, and once there is room all goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'inbox.db')
  const node = [process.execPath, '--conditions=@kaltura-discord/source', '--input-type=module', '-e', program(file)]
  const child = spawn('/bin/sh', ['-c', 'ulimit -S -f 4000; exec "$@"', 'sh', ...node], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: Line[] = []
  for await (const text of createInterface({ input: child.stdout })) {
    const line: Line = JSON.parse(text)
    lines.push(line)
    if (line.kind !== 'full') continue
    execFileSync('prlimit', ['--fsize=unlimited', '--pid', String(child.pid)])
    child.stdin.write('go on')
  }
  const numbersOf = (kind: Line['kind']) => lines.flatMap((line) => (line.kind === kind ? (line.number ?? []) : []))
  const stores = openSqliteStores({ file })
  onTestFinished(() => stores.close())
  const again = (number: number) =>
    stores.inbox.accept({
      connection: 'main',
      dedupeKeys: [`job:${number}`],
      subject: { kind: 'entry-ready', entryId: '0_a' },
      receivedAtMs: 5,
    })
  const outcomes = async (kind: Line['kind']) => new Set((await Promise.all(numbersOf(kind).map(again))).map((outcome) => outcome.kind))

  expect(lines.filter(({ kind }) => kind === 'failed')).toEqual(
    numbersOf('failed').map((number) => ({ number, kind: 'failed', code: 'upstream.unavailable', retryable: true })),
  )
  expect(errorRow('upstream.unavailable')?.status).toBe(503)
  expect(lines.slice(-5).map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'accepted'])
  expect(numbersOf('accepted').length).toBeGreaterThan(20)
  expect(await outcomes('accepted')).toEqual(new Set(['duplicate']))
  expect(await outcomes('failed')).toEqual(new Set(['accepted']))
}, 60_000)
