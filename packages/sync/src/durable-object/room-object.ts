import type { Queueable } from '../host/queueable.ts'
import { type AcceptedSocket, createRoomGate } from '../host/room-gate.ts'
import type { GateLimits, GateLog, TicketVerdict } from '../host/room-socket.ts'
import { closeCodes } from '../protocol/close-codes.ts'
import type { RoomId } from '../room/room-state.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import type { Ms, Timers } from '../time.ts'
import { createObjectTimers } from './object-timers.ts'
import { createStorageRoomStore, type ObjectStorage } from './storage-room-store.ts'
import { takeUp, type WorkerSocket } from './worker-socket.ts'

/** The part of a Durable Object's state that is used. */
export interface ObjectState<Socket extends WorkerSocket = WorkerSocket> {
  readonly storage: ObjectStorage
  acceptWebSocket(socket: Socket): void
  getWebSockets(): Socket[]
}

export interface RoomObjectOptions<Response, Socket extends WorkerSocket = WorkerSocket> {
  verify: (ticket: string) => Promise<TicketVerdict>
  /** Default: nothing can be queued. */
  queueable?: Queueable
  /** Whether this object is the one for that room: `namespace.idFromName(room).equals(state.id)`. A ticket for another one is turned away. */
  serves: (room: RoomId) => boolean
  /** Makes a pair: the server's end, and the 101 response that carries the client's. */
  upgrade: () => { server: Socket; response: Response }
  /** What to answer to anything that is not a WebSocket upgrade. */
  refuse: () => Response
  /** Default: `Date.now`. */
  now?: () => Ms
  /** Default: `setTimeout`. Never asked to wait for more than 2 s. */
  timers?: Timers
  /** What to put around the object's own store, for whoever wants to see what is committed, with timers that let the object sleep. Default: nothing. */
  wrapStore?: (store: RoomStore, timers: Timers) => RoomStore
  log?: (entry: GateLog) => void
  limits?: Partial<GateLimits>
}

/** What the class of the object passes on, each method to the one of the same name. */
export interface RoomObject<Response, Socket extends WorkerSocket = WorkerSocket> {
  fetch(request: { readonly headers: { get(name: string): string | null } }): Promise<Response>
  webSocketMessage(socket: Socket, message: string | ArrayBuffer): void
  webSocketClose(socket: Socket, code: number): void
  webSocketError(socket: Socket): void
  /** @throws StoreUnavailable when the storage cannot be reached: the platform rings again. */
  alarm(): Promise<void>
  /**
   * The media that the room shows, for whoever lets people in; `undefined` of a room that never was.
   * @throws StoreUnavailable when the storage cannot be reached.
   */
  shows(): Promise<string | undefined>
}

/**
 * A Durable Object that is a room, and may hibernate while people watch: call it in the object's constructor. What the object has to know of a socket is in
 * the socket's attachment, what it has to know of the room is in its storage, and what it has to do by itself has its alarm. Rules DO1 to DO7.
 *
 * ```ts
 * upgrade() {
 *   const [client, server] = Object.values(new WebSocketPair())
 *   return { server, response: new Response(null, { status: 101, webSocket: client }) }
 * }
 * ```
 */
export function createRoomObject<Response, Socket extends WorkerSocket = WorkerSocket>(
  state: ObjectState<Socket>,
  options: RoomObjectOptions<Response, Socket>,
): RoomObject<Response, Socket> {
  const { queueable, upgrade, refuse, now = Date.now, log, limits } = options
  const timers = createObjectTimers({ now, process: options.timers ?? processTimers })
  const own = createStorageRoomStore({ storage: state.storage, now })
  const store = options.wrapStore?.(own, timers) ?? own
  const gate = createRoomGate({
    store,
    verify,
    now,
    timers,
    ...(queueable ? { queueable } : {}),
    ...(log ? { log } : {}),
    ...(limits ? { limits } : {}),
  })
  const sockets = new Map<Socket, AcceptedSocket>()
  for (const socket of state.getWebSockets()) served(socket)

  function served(socket: Socket): AcceptedSocket {
    const known = sockets.get(socket) ?? takeUp(gate, socket)
    sockets.set(socket, known)
    return known
  }

  async function verify(ticket: string): Promise<TicketVerdict> {
    const verdict = await options.verify(ticket)
    if (verdict.kind === 'refused' || options.serves(verdict.pass.room)) return verdict
    return { kind: 'refused', code: closeCodes.roomGone, reason: 'this is another room' }
  }

  function ended(socket: Socket, code?: number): void {
    served(socket).closed(code)
    sockets.delete(socket)
    timers.ring()
  }

  return {
    async fetch(request) {
      timers.ring()
      if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return refuse()
      const { server, response } = upgrade()
      state.acceptWebSocket(server)
      served(server)
      return response
    },
    webSocketMessage(socket, message) {
      timers.ring()
      served(socket).receive(typeof message === 'string' ? message : new Uint8Array(message))
    },
    webSocketClose: ended,
    webSocketError: (socket) => ended(socket),
    async alarm() {
      timers.ring()
      const room = await own.room()
      if (room === undefined) return
      await gate.wake(room)
      await own.setAlarm(room)
    },
    async shows() {
      timers.ring()
      const room = await own.room()
      return room === undefined ? undefined : (await own.read(room))?.state.mediaId
    },
  }
}

const processTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
