import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replayLog } from '@kaltura-discord/sync/recorder'
import { afterAll, afterEach, expect, test } from 'vitest'
import { closeRoomServers, roomServer } from '../testing/room-server.ts'
import { createRoomLogs } from './room-logs.ts'

const folder = mkdtempSync(join(tmpdir(), 'room-logs-'))

afterEach(closeRoomServers)
afterAll(() => rmSync(folder, { recursive: true }))

test('each room writes its own log, under a name that only who knows the room can tell', async () => {
  const logs = join(folder, 'made', 'here')
  const { dial } = await roomServer({ record: createRoomLogs({ folder: logs }) })
  const { hello, next } = await dial('/rooms')
  hello('Ada Lovelace')
  await next()
  const file = `${createHash('sha256').update('lobby').digest('hex').slice(0, 16)}.jsonl`
  await expect.poll(() => replayLog(readFileSync(join(logs, file), 'utf8')).rooms).toHaveLength(2)

  expect(readdirSync(logs)).toEqual([file])
  expect(readFileSync(join(logs, file), 'utf8')).not.toMatch(/Ada|lobby/)
})

test('of more rooms than are kept, those that were quiet for longest lose their logs', async () => {
  const logs = mkdtempSync(join(folder, 'full-'))
  for (const [age, name] of ['c.jsonl', 'c.jsonl.1', 'b.jsonl', 'a.jsonl'].entries()) {
    writeFileSync(join(logs, name), '')
    utimesSync(join(logs, name), 1000 - age, 1000 - age)
  }
  const record = createRoomLogs({ folder: logs, mostRooms: 2 })
  record('lobby')

  await expect.poll(() => readdirSync(logs)).toEqual(['c.jsonl', 'c.jsonl.1'])
})

test('a folder that cannot be made is told of, and harms no room', async () => {
  const errors: unknown[] = []
  writeFileSync(join(folder, 'file'), '')
  const { dial } = await roomServer({
    record: createRoomLogs({ folder: join(folder, 'file'), onError: (error) => void errors.push(error) }),
  })
  const { hello, next } = await dial('/rooms')
  hello('ada')

  expect(await next()).toMatchObject({ type: 'welcome' })
  await expect.poll(() => errors.length).toBeGreaterThan(0)
})
