import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeRoomSnapshots } from '@kaltura-discord/sync/testing'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openSqliteRoomSnapshots } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'rooms-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

describeRoomSnapshots('SQLite', async () => {
  files += 1
  const file = join(folder, `${files}.db`)
  const snapshots = openAt(file)
  return { snapshots, reopen: async () => openAt(file) }
})

test('[SN4] killed the moment after a save, the process has left its copy', async () => {
  const file = join(folder, 'killed.db')
  const program = `
    const { openSqliteRoomSnapshots } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    await openSqliteRoomSnapshots({ file: ${JSON.stringify(file)} }).save('lobby', { document: 'saved', atMs: 5 })
    process.kill(process.pid, 'SIGKILL')`
  const { signal } = spawnSync(process.execPath, ['--conditions=@kaltura-discord/source', '--input-type=module', '-e', program])

  expect(signal).toBe('SIGKILL')
  expect(await openAt(file).load('lobby')).toEqual({ document: 'saved', atMs: 5 })
})

function openAt(file: string) {
  const snapshots = openSqliteRoomSnapshots({ file })
  onTestFinished(() => snapshots.close())
  return snapshots
}
