import { once } from 'node:events'
import { createServer, type ServerOptions } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { WebSocket } from 'ws'
import { type AttachRoomsOptions, attachRooms } from '../rooms/attach-rooms.ts'

const opened: { close(): unknown }[] = []

/** Closes whatever {@link roomServer} opened: call it after each test. */
export async function closeRoomServers(): Promise<void> {
  for (const each of opened.splice(0).reverse()) await each.close()
}

/** Rooms on a port of this machine, and ways to call them. A ticket is the id of a member who may control; `forged` is refused. */
export async function roomServer(options: Partial<AttachRoomsOptions> = {}, httpOptions: ServerOptions = {}) {
  const http = createServer(httpOptions, (_, response) => response.end('a page'))
  const rooms = attachRooms(http, { verify: judge, ...options })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  opened.push({ close: () => http.close() }, rooms)

  async function dial(path: string, wish: { autoPong?: boolean; perMessageDeflate?: boolean } = {}) {
    const socket = new WebSocket(`${url}${path}`, wish)
    opened.push({ close: () => socket.terminate() })
    const closed = new Promise<number>((done) => socket.on('close', done))
    await once(socket, 'open')
    socket.on('error', () => {}) // `closed` tells
    return {
      socket,
      closed,
      next: async () => JSON.parse(String((await once(socket, 'message'))[0])),
      hello: (ticket: string, tab = 1) =>
        socket.send(
          JSON.stringify({ type: 'hello', protocol: 1, ticket, connection: `00000000-0000-4000-8000-${`${tab}`.padStart(12, '0')}` }),
        ),
    }
  }

  /** The status that an upgrade is answered with. */
  function upgrade(path: string, origin?: string): Promise<number | undefined> {
    const socket = new WebSocket(`${url}${path}`, origin ? { origin } : {})
    opened.push({ close: () => socket.terminate() })
    return new Promise((done, fail) => {
      socket.on('error', fail)
      socket.on('open', () => done(101))
      socket.on('unexpected-response', (_, { statusCode }) => done(statusCode))
    })
  }

  /** A TCP connection to say anything over. */
  async function wire(): Promise<{ socket: Socket; closed: Promise<unknown> }> {
    const socket = connect(port, '127.0.0.1')
    opened.push({ close: () => socket.destroy() })
    const closed = new Promise((done) => socket.on('close', done))
    await once(socket, 'connect')
    socket.on('error', () => {}) // `closed` tells
    return { socket, closed }
  }

  return { http, rooms, url, dial, upgrade, wire }
}

async function judge(ticket: string) {
  if (ticket === 'forged') return { kind: 'refused' as const, code: 4401, reason: 'not ours' }
  const member = { id: ticket, name: ticket, mayControl: true }
  return { kind: 'pass' as const, pass: { room: 'lobby', mediaId: 'film', member, expiresAtMs: Date.now() + 60_000 } }
}
