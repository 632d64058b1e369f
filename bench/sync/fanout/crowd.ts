import type { Contender } from './contender.ts'
import { openRawSocket, type RawSocket } from './raw-socket.ts'

export interface Shape {
  rooms: number
  members: number
}

/** Everybody, by room; the first of each room is who speaks. */
export type Crowd = readonly (readonly RawSocket[])[]

/** At once, like clients of a server that came back. More would only wait in the kernel's queue. */
const handshakesAtOnce = 200
const patienceMs = 60_000

/** Opens all connections and waits until everybody is in. `portOf` picks the server of a member. */
export async function gather(contender: Contender, { rooms, members }: Shape, portOf: (index: number) => number): Promise<Crowd> {
  const crowd: RawSocket[][] = Array.from({ length: rooms }, () => new Array(members))
  // The first of each room come first: they are who may speak.
  const seats = Array.from({ length: members }, (_, index) => Array.from({ length: rooms }, (_, room) => ({ room, index }))).flat()
  const next = seats.values()
  const comeIn = async () => {
    for (const { room, index } of next) {
      const socket = await enter(contender, portOf(index), room, index)
      crowd[room]?.splice(index, 1, socket)
    }
  }
  await Promise.all(Array.from({ length: handshakesAtOnce }, comeIn))
  return crowd
}

async function enter(contender: Contender, port: number, room: number, index: number): Promise<RawSocket> {
  let letIn = () => {}
  const isIn = new Promise<void>((done, fail) => {
    letIn = done
    setTimeout(fail, patienceMs, new Error(`${contender.name} let nobody in for ${patienceMs} ms`)).unref()
  })
  const early: Buffer[] = []
  let hear = (frame: Buffer) => void early.push(Buffer.from(frame))
  const socket = await openRawSocket(await contender.address(port, room), (frame) => hear(frame))
  hear = (frame) => {
    const answer = contender.greet(frame)
    if (answer.say) socket.send(answer.say)
    if (answer.isIn) letIn()
  }
  const hello = contender.hello?.(room, index)
  if (hello) socket.send(hello)
  for (const frame of early) hear(frame)
  await isIn
  socket.onFrame = undefined
  return socket
}

export function disperse(crowd: Crowd): void {
  for (const socket of crowd.flat()) socket.destroy()
}
