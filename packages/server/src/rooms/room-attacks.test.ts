import { once } from 'node:events'
import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { closeRoomServers, roomServer } from '../testing/room-server.ts'

afterEach(closeRoomServers)

test('[E75] a page of a foreign origin is refused before the handshake, and without a ticket nobody comes in from anywhere', async () => {
  const { upgrade, dial } = await roomServer()

  expect(await upgrade('/rooms', 'https://evil.example')).toBe(403)
  expect(await upgrade('/rooms', 'null')).toBe(403)
  const { hello, closed } = await dial('/rooms')
  hello('forged')
  expect(await closed).toBe(4401)
})

test('[E76] a ticket in the address lets nobody in, and is in no log', async () => {
  const logged: unknown[] = []
  const { dial } = await roomServer({ limits: { helloMs: 50 }, log: (entry) => void logged.push(entry) })
  const { closed } = await dial('/rooms?ticket=ada&token=ada')

  expect(await closed).toBe(4408)
  expect(logged).toEqual([{ event: 'room.closed-connection', code: 4408 }])
})

test('[E80] a message that comes in thousands of pieces ends its connection at 16 KiB', async () => {
  const { wire } = await roomServer()
  const { socket, closed } = await shakeHands(await wire())
  const piece = Buffer.concat(Array.from({ length: 1000 }, () => frame(0, 'x', { last: false })))
  socket.write(frame(1, 'x', { last: false }))
  const code = closeCode(socket)
  for (let count = 0; count < 17; count += 1) socket.write(piece)

  expect(await code).toBe(1009)
  await closed
})

test('[E80] a message without end that grows by nothing ends its connection too', async () => {
  const { wire } = await roomServer()
  const { socket, closed } = await shakeHands(await wire())
  const nothing = Buffer.concat(Array.from({ length: 1000 }, () => frame(0, '', { last: false })))
  socket.write(frame(1, '', { last: false }))
  const code = closeCode(socket)
  for (let count = 0; count < 17; count += 1) socket.write(nothing)

  expect(await code).toBe(1008)
  await closed
})

test('[E80] compression is offered in vain, and a frame that claims it ends its connection', async () => {
  const { dial, wire } = await roomServer()
  const { socket: offering } = await dial('/rooms', { perMessageDeflate: true })
  const { socket } = await shakeHands(await wire())
  const code = closeCode(socket)
  socket.write(frame(1, 'x', { compressed: true }))

  expect(offering.extensions).toBe('')
  expect(await code).toBe(1002)
})

test('[E81] ten thousand messages in a second are not answered', async () => {
  const { dial } = await roomServer()
  const { socket, closed, hello, next } = await dial('/rooms')
  hello('ada')
  await next()
  let answers = 0
  socket.on('message', () => (answers += 1))
  for (let t0 = 0; t0 < 10_000; t0 += 1) socket.send(JSON.stringify({ type: 'ping', t0 }))

  expect(await closed).toBe(4429)
  expect(answers).toBeLessThan(80)
})

test('[E81] ten thousand WebSocket pings in a second are not answered', async () => {
  const { dial } = await roomServer()
  const { socket, closed } = await dial('/rooms')
  let answers = 0
  socket.on('pong', () => (answers += 1))
  for (let count = 0; count < 10_000; count += 1) socket.ping()

  expect(await closed).toBe(1006)
  expect(answers).toBeLessThanOrEqual(60)
})

test('[E81] a client that never reads is cut, with what it has not read', async () => {
  const { dial, wire } = await roomServer({ limits: { messagesPerSecond: 1e6, messageBurst: 1e6, bufferedBytes: 256 * 1024 } })
  const { socket, closed } = await shakeHands(await wire())
  socket.pause()
  const { hello, next } = await dial('/rooms')
  hello('bob', 2)
  await next()
  socket.write(frame(1, JSON.stringify({ type: 'hello', protocol: 1, ticket: 'ada', connection: '00000000-0000-4000-8000-000000000001' })))
  expect(await next()).toMatchObject({ type: 'presence', members: [{ id: 'bob' }, { id: 'ada', present: true }] })
  const away = next()
  const pings = Buffer.concat(Array.from({ length: 1000 }, () => frame(1, '{"type":"ping","t0":8640000000000000}')))
  for (let count = 0; count < 150; count += 1) {
    socket.write(pings)
    await new Promise((done) => setImmediate(done))
  }

  expect(await away).toMatchObject({ type: 'presence', members: [{ id: 'bob' }, { id: 'ada', present: false }] })
  await closed
})

test('[E85] a thousand sockets that say nothing are closed, and none is left', async () => {
  const { dial, http } = await roomServer({ limits: { helloMs: 1000 } })
  const dialled = await Promise.all(Array.from({ length: 1000 }, () => dial('/rooms')))
  const codes = await Promise.all(dialled.map(({ closed }) => closed))
  const left = await new Promise((done) => http.getConnections((_, count) => done(count)))

  expect(new Set(codes)).toEqual(new Set([4408]))
  expect(left).toBe(0)
})

test('[E85] a handshake that trickles in is ended by the clock of the HTTP server', async () => {
  const { wire } = await roomServer({}, { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 50 })
  const { socket, closed } = await wire()
  const answer = once(socket, 'data')
  socket.write('GET /rooms HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConn')

  expect(String(await answer)).toMatch(/^HTTP\/1\.1 408 /)
  await closed
})

test.each([
  ['bytes that are no message', frame(2, '\x00\x01'), 4422],
  ['text that is not UTF-8', frame(1, Buffer.from([0xff, 0xfe])), 1007],
  ['the close code 65535', frame(8, Buffer.from([0xff, 0xff])), 1002],
  ['a close frame of one byte', frame(8, Buffer.from([0x03])), 1002],
  ['an unknown kind of frame', frame(11, 'x'), 1002],
  ['a frame that is not masked', Buffer.from([0x81, 0x01, 0x78]), 1002],
])('[E86] %s end the connection, the member is away, and the server goes on', async (_, bytes, code) => {
  const { dial, wire } = await roomServer()
  const { hello, next } = await dial('/rooms')
  hello('bob', 2)
  await next()
  const { socket } = await shakeHands(await wire())
  socket.write(frame(1, JSON.stringify({ type: 'hello', protocol: 1, ticket: 'ada', connection: '00000000-0000-4000-8000-000000000001' })))
  await next()
  const away = next()
  const sent = closeCode(socket)
  socket.write(bytes)

  expect(await sent).toBe(code)
  expect(await away).toMatchObject({ type: 'presence', members: [{ id: 'bob' }, { id: 'ada', present: false }] })
})

async function shakeHands<Wire extends { socket: Socket }>(wire: Wire): Promise<Wire> {
  wire.socket.write(
    'GET /rooms HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  await once(wire.socket, 'data')
  return wire
}

/** A client's frame of up to 125 bytes, masked with zeros. */
function frame(opcode: number, payload: string | Buffer, { last = true, compressed = false } = {}): Buffer {
  const bytes = Buffer.from(payload)
  return Buffer.concat([Buffer.from([(last ? 0x80 : 0) | (compressed ? 0x40 : 0) | opcode, 0x80 | bytes.length, 0, 0, 0, 0]), bytes])
}

/** The code of the close frame that a server sends, as the last of what it sends; 1006 when it just goes. */
function closeCode(socket: Socket): Promise<number> {
  return new Promise((done) => {
    let tail = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      tail = Buffer.concat([tail, chunk])
      const start = tail.lastIndexOf(0x88)
      if (start >= 0 && tail.length >= start + 4) done(tail.readUInt16BE(start + 2))
    })
    socket.on('close', () => done(1006))
  })
}
