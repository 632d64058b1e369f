import type { Queueable } from '../host/queueable.ts'
import { createRoomGate } from '../host/room-gate.ts'
import type { GateLimits, GateLog, TicketVerdict } from '../host/room-socket.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import type { Ms, Timers } from '../time.ts'
import { createStorageRoomStore, type ObjectStorage } from './storage-room-store.ts'

/** The server's end of a `WebSocketPair`. */
export interface WorkerSocket {
  accept(): void
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
  addEventListener(type: 'error', listener: () => void): void
}

export interface RoomObjectOptions<Response> {
  verify: (ticket: string) => Promise<TicketVerdict>
  /** Default: nothing can be queued. */
  queueable?: Queueable
  /** Makes a pair: the server's end, and the 101 response that carries the client's. */
  upgrade: () => { server: WorkerSocket; response: Response }
  /** What to answer to anything that is not a WebSocket upgrade. */
  refuse: () => Response
  /** Default: `Date.now`. */
  now?: () => Ms
  /** Default: `setTimeout`. */
  timers?: Timers
  /** What to put around the object's own store, for whoever wants to see what is committed. Default: nothing. */
  wrapStore?: (store: RoomStore) => RoomStore
  log?: (entry: GateLog) => void
  limits?: Partial<GateLimits>
}

export interface RoomObject<Response> {
  fetch(request: { readonly headers: { get(name: string): string | null } }): Promise<Response>
}

/**
 * A Durable Object that is a room: call it in the object's constructor and give `fetch` its requests. Minimal so far: sockets do not hibernate,
 * so an object with viewers stays in memory, and timers are the process's. When the object is evicted, sockets drop, clients come back, and the room
 * goes on from its storage (rule RM8).
 *
 * ```ts
 * upgrade() {
 *   const [client, server] = Object.values(new WebSocketPair())
 *   return { server, response: new Response(null, { status: 101, webSocket: client }) }
 * }
 * ```
 */
export function createRoomObject<Response>(state: { storage: ObjectStorage }, options: RoomObjectOptions<Response>): RoomObject<Response> {
  const { verify, queueable, upgrade, refuse, now = Date.now, timers = processTimers, log, limits } = options
  const own = createStorageRoomStore({ storage: state.storage, now })
  const store = options.wrapStore?.(own) ?? own
  const gate = createRoomGate({
    store,
    verify,
    now,
    timers,
    ...(queueable ? { queueable } : {}),
    ...(log ? { log } : {}),
    ...(limits ? { limits } : {}),
  })

  return {
    async fetch(request) {
      if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return refuse()
      const { server, response } = upgrade()
      server.accept()
      const accepted = gate.accept({
        send: (text) => server.send(text),
        close: (code, reason) => quietly(() => server.close(code, reason)),
      })
      server.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') accepted.receive(data)
        else if (data instanceof ArrayBuffer) accepted.receive(new Uint8Array(data))
      })
      server.addEventListener('close', ({ code }) => accepted.closed(code))
      server.addEventListener('error', () => accepted.closed())
      return response
    },
  }
}

/** Closing what is closed already throws in workers. */
function quietly(run: () => void): void {
  try {
    run()
  } catch {}
}

const processTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
