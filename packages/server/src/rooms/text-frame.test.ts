import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createFrames, textFrame } from './text-frame.ts'

const http = createServer()
let stream: Duplex
let reader: WebSocket

beforeAll(async () => {
  const upgrades = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, socket, head) => {
    stream = socket
    upgrades.handleUpgrade(request, socket, head, () => {})
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  reader = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
  await once(reader, 'open')
})

afterAll(() => {
  reader.terminate()
  http.close()
})

test('any text survives its frame, by a reader of ws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (said) => {
      expect(await read(textFrame(said))).toBe(said)
    }),
    { numRuns: 100 },
  )
})

test.each([0, 1, 125, 126, 65_535, 65_536])('%i bytes have the header that their length asks for', async (length) => {
  expect(await read(textFrame('x'.repeat(length)))).toHaveLength(length)
})

test('what is said to many is framed once', () => {
  const frameOf = createFrames()
  const first = frameOf('to all')

  expect(frameOf(['to', 'all'].join(' '))).toBe(first)
  expect(frameOf('another')).not.toBe(first)
})

async function read(frame: Buffer): Promise<string> {
  const heard = once(reader, 'message')
  stream.write(frame)
  return String((await heard)[0])
}
