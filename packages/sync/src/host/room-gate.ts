import { closeCodes } from '../protocol/close-codes.ts'
import type { RoomRecorder } from '../recorder/room-recorder.ts'
import type { RoomId } from '../room/room-state.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import type { Ms, Timers } from '../time.ts'
import { createLiveRoom, type LiveRoom } from './live-room.ts'
import { defaultGateLimits, type GateLimits, type GateLog, type RoomSocket, type TicketVerdict } from './room-socket.ts'
import { serveSocket } from './serve-socket.ts'

export interface RoomGateOptions {
  store: RoomStore
  /** Judges a ticket. Throwing means "cannot tell now": the client is asked to come back. */
  verify: (ticket: string) => Promise<TicketVerdict>
  /** The time rooms live in: ms since 1970, the finer the better. Gates that share a store must share this clock to within what a viewer may notice. */
  now: () => Ms
  timers: Timers
  log?: (entry: GateLog) => void
  limits?: Partial<GateLimits>
  /** A flight recorder for a room that is taken up: `createRoomRecorder` of `@kaltura-discord/sync/recorder`. Default: nothing is recorded. */
  record?: (room: RoomId) => RoomRecorder
}

export interface RoomGate {
  /** Takes a new socket. Call `receive` with every frame and `closed` once, with the WebSocket close code if there was one. Neither throws. */
  accept(socket: RoomSocket): AcceptedSocket
  /** Sends everyone away with 1012 (they come back elsewhere) and waits for what is being written. */
  close(): Promise<void>
}

export interface AcceptedSocket {
  receive(frame: string | Uint8Array): void
  /** 1000 is a goodbye: the member's seat is kept for 1 s instead of 8 s. */
  closed(code?: number): void
}

/**
 * Where sockets become members of rooms: it waits for a hello, judges the ticket, answers pings, commits intents and tells everybody what changed.
 * It is the only one to serve a room at any time: a second gate on the same store could do no harm, but would not hear of the first one's commits.
 */
export function createRoomGate({ store, verify, now, timers, log = () => {}, limits: overrides, record }: RoomGateOptions): RoomGate {
  const limits = { ...defaultGateLimits, ...overrides }
  const rooms = new Map<RoomId, LiveRoom>()
  const sockets = new Set<{ end(code: number, reason: string): void }>()
  let closing = false

  function roomOf(id: RoomId): LiveRoom {
    const existing = rooms.get(id)
    if (existing) return existing
    const room = createLiveRoom({ id, store, now, timers, limits, log, onIdle: () => rooms.delete(id), recorder: record?.(id) })
    rooms.set(id, room)
    return room
  }

  return {
    accept(socket) {
      const served = serveSocket({ socket, verify, now, timers, log, limits, roomOf, onEnd: () => sockets.delete(served) })
      sockets.add(served)
      if (closing) served.end(closeCodes.goingAway, 'the server is going away')
      return served
    },
    async close() {
      closing = true
      const stopping = [...rooms.values()].map((room) => room.stop())
      for (const served of [...sockets]) served.end(closeCodes.goingAway, 'the server is going away')
      await Promise.all(stopping)
      rooms.clear()
    },
  }
}
