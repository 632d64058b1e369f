import { once } from 'node:events'
import { build } from 'esbuild'
import { afterEach, expect, test, vi } from 'vitest'
import { closeRoomServers, roomServer as server } from '../testing/room-server.ts'

afterEach(async () => {
  vi.useRealTimers()
  await closeRoomServers()
})

test('an HTTP server gets rooms by one call, and a page comes in with a ticket', async () => {
  const { dial } = await server()
  const { next, hello } = await dial('/rooms')
  hello('ada')

  expect(await next()).toMatchObject({ type: 'welcome', member: { id: 'ada' }, room: { state: { mediaId: 'film' } } })
})

test('a ticket that nobody made here is turned away with the code of its judge', async () => {
  const { dial } = await server()
  const { closed, hello } = await dial('/rooms')
  hello('forged')

  expect(await closed).toBe(4401)
})

test.each([
  ['a page of this server', { own: true }, undefined, 101],
  ['a program that sends no origin', {}, undefined, 101],
  ['a page from elsewhere', { origin: 'https://evil.example' }, undefined, 403],
  ['a page that has no origin of its own', { origin: 'null' }, undefined, 403],
  ['a page that is on the list', { origin: 'https://watch.example' }, ['https://watch.example'], 101],
  ['a page of this server that is not on the list', { own: true }, ['https://watch.example'], 403],
  ['a page of this server where that is on the list', { own: true }, ['same-host', 'https://watch.example'], 101],
  ['a page that says it is the list', { origin: 'same-host' }, ['https://watch.example'], 403],
  ['anybody where all are welcome', { origin: 'https://evil.example' }, 'any' as const, 101],
])('%s is judged by its origin', async (_, from: { own?: boolean; origin?: string }, origins, status) => {
  const { upgrade, url } = await server(origins ? { origins } : {})

  expect(await upgrade('/rooms?v=1', from.own ? url : from.origin)).toBe(status)
})

test('other paths are nobody’s, unless somebody else listens for upgrades', async () => {
  const { http, upgrade } = await server()
  expect(await upgrade('/chat')).toBe(404)
  http.on('upgrade', (request, socket) => {
    if (request.url === '/chat') socket.end('HTTP/1.1 418 Teapot\r\n\r\n')
  })

  expect(await upgrade('/chat')).toBe(418)
})

test('a message beyond 16 KiB ends its connection before it is read', async () => {
  const logged: string[] = []
  const { dial } = await server({ log: ({ event }) => void logged.push(event) })
  const { socket, closed } = await dial('/rooms')
  socket.send('x'.repeat(16 * 1024 + 1))

  expect(await closed).toBe(1009)
  expect(logged).toContain('room.socket-broke')
})

test('a peer that answers no ping is gone after half a minute', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const { dial } = await server()
  const { socket, closed } = await dial('/rooms', { autoPong: false })
  vi.advanceTimersByTime(15_000)
  await once(socket, 'ping')
  vi.advanceTimersByTime(15_000)

  expect(await closed).toBe(1006)
})

test('a peer that answers its pings stays', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const { dial } = await server()
  const { socket, hello, next } = await dial('/rooms')
  vi.advanceTimersByTime(15_000)
  await once(socket, 'ping')
  hello('ada')
  expect(await next()).toMatchObject({ type: 'welcome' })
  vi.advanceTimersByTime(15_000)
  await once(socket, 'ping')

  expect(socket.readyState).toBe(socket.OPEN)
})

test('closing sends everybody away to come back, and the HTTP server goes on without rooms', async () => {
  const { dial, rooms, url, upgrade } = await server()
  const { next, hello, closed } = await dial('/rooms')
  hello('ada')
  await next()
  await rooms.close()

  expect(await closed).toBe(1012)
  expect((await fetch(url)).status).toBe(200)
  expect(await upgrade('/rooms')).toBe(200) // like any other request
})

test('rooms come without the rest of the server', async () => {
  const { metafile } = await build({
    entryPoints: [new URL('index.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    conditions: ['@kaltura-discord/source'],
    external: ['ws'],
    metafile: true,
  })

  expect(Object.keys(metafile.inputs).filter((file) => !/packages\/(sync\/src\/|server\/src\/(rooms\/|start-timer))/.test(file))).toEqual(
    [],
  )
})
