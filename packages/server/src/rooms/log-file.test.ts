import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRoomLog, createRoomRecorder, replayLog } from '@kaltura-discord/sync/recorder'
import { afterAll, afterEach, expect, test } from 'vitest'
import { closeRoomServers, roomServer } from '../testing/room-server.ts'
import { createLogFile } from './log-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'room-log-'))

afterEach(closeRoomServers)
afterAll(() => rmSync(folder, { recursive: true }))

test('what happens in a room is in its log, without names, and can be run again', async () => {
  const path = join(folder, 'room.jsonl')
  const file = createLogFile(path)
  const log = createRoomLog({ sink: file })
  const { dial } = await roomServer({ record: () => createRoomRecorder(log) })
  const { socket, hello, next } = await dial('/rooms')
  hello('Ada Lovelace')
  await next()
  socket.send('{"type":"intent","id":"i1","kind":"play","positionS":4}')
  await next()
  await file.flushed()
  const text = readFileSync(path, 'utf8')

  expect(replayLog(text)).toMatchObject({
    checked: 2,
    divergences: [],
    rooms: [{ state: undefined }, {}, { state: { timeline: { playing: true } } }],
  })
  expect(text).not.toContain('Ada')
})

test('a log keeps the file that is written and the one before it', async () => {
  const path = join(folder, 'turning.jsonl')
  const file = createLogFile(path)
  const lines = [
    ['a', true],
    ['b', false],
    ['c', true],
    ['d', true],
    ['e', false],
  ] as const
  for (const [line, first] of lines) file.write(line, first)
  await file.flushed()

  expect(readdirSync(folder).filter((name) => name.startsWith('turning'))).toEqual(['turning.jsonl', 'turning.jsonl.1'])
  expect([readFileSync(path, 'utf8'), readFileSync(`${path}.1`, 'utf8')]).toEqual(['d\ne\n', 'c\n'])
})

test('a disk that fails is told of, and harms nobody', async () => {
  const errors: unknown[] = []
  const file = createLogFile(join(folder, 'nowhere', 'room.jsonl'), (error) => void errors.push(error))
  file.write('a', true)
  await file.flushed()

  expect(errors).toEqual([expect.objectContaining({ code: 'ENOENT' })])
})
