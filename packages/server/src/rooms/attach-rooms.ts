import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { createMemoryRoomStore, type RoomStore } from '@kaltura-discord/sync'
import {
  createRoomGate,
  type GateLimits,
  type GateLog,
  type Queueable,
  type RoomGate,
  type RoomGateOptions,
  type RoomsEngine,
  type TicketVerdict,
} from '@kaltura-discord/sync/host'
import { type WebSocket, WebSocketServer } from 'ws'
import { startTimer } from '../start-timer.ts'
import { createHeartbeats } from './heartbeats.ts'
import { createJointWrites } from './joint-writes.ts'
import { mayOpenRooms, type RoomOrigins } from './room-origins.ts'
import { createFrames } from './text-frame.ts'

export interface AttachRoomsOptions extends Partial<RoomsEngine> {
  /** Judges the ticket that a page sends first: who comes, to which room, with which rights. Throwing means "cannot tell now". */
  verify: (ticket: string) => Promise<TicketVerdict>
  /** Judges what members suggest for the queue. Default: nothing can be queued. */
  queueable?: Queueable
  /** Where the WebSockets are; `/rooms` by default. Query strings are not looked at. */
  path?: string
  /**
   * Default: in memory. A room is forgotten 6 hours after it last changed, and all of them when the process ends. For several servers, spread what
   * `createRedisRooms` of `@kaltura-discord/sync/redis` makes: it brings `presence`, `node` and `now` too.
   */
  store?: RoomStore
  /**
   * Which pages may open a socket. `same-host` (default): those of this server, by the Host header. A list of origins, such as `https://watch.example`:
   * those, and those of this server if `same-host` is among them. `any`: all, for servers behind a proxy that serves the page under another name. The ticket decides
   * in any case; this only keeps a foreign page from using the browser of somebody who has one. Programs that send no Origin are let through to the ticket.
   */
  origins?: RoomOrigins
  limits?: Partial<GateLimits>
  /** A flight recorder for each room that is taken up; {@link createLogFile} writes to a file. Default: nothing is recorded. */
  record?: NonNullable<RoomGateOptions['record']>
  /** What went wrong, for the operator. Holds no ticket and nothing that a member wrote. */
  log?: (entry: GateLog | { event: 'room.socket-broke'; error: Error }) => void
  /** Ms since 1970, as fine as possible. Servers that share a store must agree on it. */
  now?: () => number
}

export interface AttachedRooms {
  /** Sends everybody away (they come back elsewhere), waits for what is being written, and lets go of the HTTP server, which stays open. */
  close(): Promise<void>
}

const maxPayload = 16 * 1024
/** Who has not read so much will not read a close frame behind it either. */
const unreadBytes = 64 * 1024

/**
 * Gives an HTTP server rooms: the other end of `synchronize` in a page. Upgrades to other paths are left to whoever else listens for them, and answered with
 * 404 when nobody does.
 */
export function attachRooms(http: HttpServer | HttpsServer, options: AttachRoomsOptions): AttachedRooms {
  const { path = '/rooms', origins = 'same-host', limits = {}, log = () => {}, now = preciseNow } = options
  const { store = createMemoryRoomStore({ now }) } = options
  const gate = createRoomGate({ ...options, store, now, timers: { after: startTimer }, limits, log })
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false, autoPong: false })
  const frameOf = createFrames()
  const writeTo = createJointWrites()
  const heartbeats = createHeartbeats()

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (pathOf(request) !== path) {
      if (http.listenerCount('upgrade') === 1) refuse(socket, '404 Not Found')
      return
    }
    const { origin, host } = request.headers
    if (!mayOpenRooms({ origin, host }, origins)) {
      refuse(socket, '403 Forbidden')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      heartbeats.watch(webSocket)
      webSocket.on('error', (error) => log({ event: 'room.socket-broke', error }))
      const write = writeTo(socket)
      serve(webSocket, gate, (text) => write(frameOf(text)))
    })
  }

  http.on('upgrade', onUpgrade)
  return {
    async close() {
      http.off('upgrade', onUpgrade)
      heartbeats.stop()
      await gate.close()
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

/** `tell` writes frames straight to the stream below: the same bytes for everyone. ws writes whole frames there too, so that the two cannot mix within one. */
function serve(socket: WebSocket, gate: RoomGate, tell: (text: string) => void): void {
  const connection = gate.accept({
    send: (text) => socket.readyState === socket.OPEN && tell(text),
    close: (code, reason) => (socket.bufferedAmount > unreadBytes ? socket.terminate() : socket.close(code, reason)),
    bufferedBytes: () => socket.bufferedAmount,
  })
  socket.on('message', (data, isBinary) => connection.receive(isBinary ? new Uint8Array(data as Buffer) : data.toString()))
  socket.on('close', (code) => connection.closed(code))
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? ''
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => {}) // it may be gone before it hears of this
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`)
}

/** Kept, because to ask for it takes as long as to ask for the time. */
const { timeOrigin } = performance

function preciseNow(): number {
  return timeOrigin + performance.now()
}
