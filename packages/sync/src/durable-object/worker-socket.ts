import { readKeptSeat } from '../host/kept-seat.ts'
import type { AcceptedSocket, RoomGate } from '../host/room-gate.ts'
import type { RoomSocket } from '../host/room-socket.ts'
import { closeCodes } from '../protocol/close-codes.ts'

/** The server's end of a `WebSocketPair`, as far as it is used. */
export interface WorkerSocket {
  send(text: string): void
  close(code?: number, reason?: string): void
  serializeAttachment(value: unknown): void
  deserializeAttachment(): unknown
}

/** Takes up a socket that this process has not seen: one that was let in before the object slept, or one that has yet to say hello. Rules DO2, DO3. */
export function takeUp(gate: RoomGate, socket: WorkerSocket): AcceptedSocket {
  const attachment = socket.deserializeAttachment()
  if (attachment === null || attachment === undefined) return gate.accept(roomSocket(socket))
  const seat = readKeptSeat(attachment)
  if (seat) return gate.adopt(roomSocket(socket), seat)
  roomSocket(socket).close(closeCodes.goingAway, 'this room was restarted')
  return { receive: () => {}, closed: () => {} }
}

function roomSocket(socket: WorkerSocket): RoomSocket {
  return {
    send: (text) => socket.send(text),
    close(code, reason) {
      quietly(() => socket.serializeAttachment(null)) // it may still be listed while the other end has not heard of it
      quietly(() => socket.close(code, reason))
    },
    keep: (seat) => quietly(() => socket.serializeAttachment(seat)),
  }
}

/** In workers, closing or marking what is closed already throws. */
function quietly(run: () => void): void {
  try {
    run()
  } catch {}
}
