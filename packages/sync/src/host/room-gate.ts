import { StoreUnavailable } from '../errors/sync-error.ts'
import { createMemoryRoomPresence } from '../presence/memory-room-presence.ts'
import { closeCodes } from '../protocol/close-codes.ts'
import { limits as wire } from '../protocol/limits.ts'
import type { RoomRecorder } from '../recorder/room-recorder.ts'
import type { RoomId } from '../room/room-state.ts'
import type { Ms, Timers } from '../time.ts'
import { createAdmissionPace } from './admission-pace.ts'
import { createAnswers } from './answer-message.ts'
import type { KeptSeat } from './kept-seat.ts'
import { createLiveRoom, type LiveRoom } from './live-room.ts'
import type { Queueable } from './queueable.ts'
import { defaultGateLimits, type GateLimits, type GateLog, type RoomSocket, type TicketVerdict } from './room-socket.ts'
import type { RoomsEngine } from './rooms-engine.ts'
import { createServing, type ServedSocket } from './serve-socket.ts'

export interface RoomGateOptions extends RoomsEngine {
  /** Judges a ticket. Throwing means "cannot tell now": the client is asked to come back. */
  verify: (ticket: string) => Promise<TicketVerdict>
  /** Default: nothing can be queued, and a suggestion is refused as `not-offered`. */
  queueable?: Queueable
  timers: Timers
  /** In [0, 1). Default: `Math.random`. What it draws tells commits apart, and keeps no secret. */
  random?: () => number
  log?: (entry: GateLog) => void
  limits?: Partial<GateLimits>
  /** A flight recorder for a room that is taken up: `createRoomRecorder` of `@kaltura-discord/sync/recorder`. Default: nothing is recorded. */
  record?: (room: RoomId) => RoomRecorder
}

export interface RoomGate {
  /** Takes a new socket. Call `receive` with every frame and `closed` once, with the WebSocket close code if there was one. Neither throws. */
  accept(socket: RoomSocket): AcceptedSocket
  /**
   * Takes a socket up that was let in before this process began, with the last seat that it was given to `keep`. Nobody is welcomed and nobody was gone:
   * sockets that outlived the process vouch for the room. Take up all of a room's sockets before anything else happens to them. Rule DO3.
   */
  adopt(socket: RoomSocket, seat: KeptSeat): AcceptedSocket
  /**
   * Ticks a room, whether or not anybody is connected: for whoever keeps its `nextWakeAtMs`.
   * @throws StoreUnavailable (retryable) when its store cannot be reached.
   */
  wake(room: RoomId): Promise<void>
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
 * Any number of gates may serve the same rooms, each with some of the sockets, as long as they share store, presence and time.
 */
export function createRoomGate(options: RoomGateOptions): RoomGate {
  const {
    store,
    verify,
    queueable,
    now,
    timers,
    random = Math.random,
    boundMs,
    askTime = async () => {},
    presence = createMemoryRoomPresence({ now }),
    node = 'gate',
    log = () => {},
    record,
  } = options
  const limits = { ...defaultGateLimits, ...options.limits }
  const rooms = new Map<RoomId, LiveRoom>()
  const sockets = new Set<ServedSocket>()
  /** Those that owe their hello, in the order in which they came. */
  const strangers = new Set<ServedSocket>()
  const pace = createAdmissionPace(limits.admissionsPerSecond, limits.admissionBurst)
  const bound = () => (boundMs ? { boundMs: Math.min(wire.instantMs, boundMs()) } : {})
  const answer = createAnswers({ queueable, now, bound })
  let closing = false
  let lastMs = 0

  /** No two sockets come in at the same instant: the later one is the one that counts. */
  function stamp(): Ms {
    lastMs = Math.max(now(), lastMs + 0.001)
    return lastMs
  }

  function roomOf(id: RoomId): LiveRoom {
    const existing = rooms.get(id)
    if (existing) return existing
    const room = createLiveRoom({
      id,
      node,
      store,
      presence,
      now,
      askTime,
      random,
      timers,
      alone: options.presence === undefined,
      limits,
      log,
      onIdle: () => rooms.delete(id),
      recorder: record?.(id),
    })
    rooms.set(id, room)
    return room
  }

  options.onStep?.((byMs, sinceMs) => {
    for (const room of rooms.values()) room.clockStepped(byMs, sinceMs)
  })

  const onKnown = (socket: ServedSocket) => strangers.delete(socket)
  const onEnd = (socket: ServedSocket) => sockets.delete(socket)
  const serving = createServing({ verify, answer, now, timers, log, limits, stamp, bound, pace, roomOf, onKnown, onEnd })

  function serve(socket: RoomSocket): ServedSocket {
    const served = serving(socket)
    sockets.add(served)
    strangers.add(served)
    const [first] = strangers
    if (strangers.size > limits.strangers) first?.end(closeCodes.overloaded, 'too many say nothing')
    if (closing) served.end(closeCodes.goingAway, 'the server is going away')
    return served
  }

  return {
    accept: serve,
    adopt(socket, seat) {
      lastMs = Math.max(lastMs, seat.connection.sinceMs)
      const served = serve(socket)
      if (!closing) served.adopt(seat)
      return served
    },
    async wake(room) {
      const outcome = await roomOf(room).submit(() => ({ kind: 'tick' }))
      if (outcome.kind === 'unavailable') throw new StoreUnavailable('A room could not be read or written when it was due.')
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
