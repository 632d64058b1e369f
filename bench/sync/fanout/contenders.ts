import { encodeMessage, type RoomState, reduceRoom, revisionOf } from '@kaltura-discord/sync'
import type { Contender } from './contender.ts'

const joining = { member: { id: 'm0', name: 'm0', mayControl: true }, mediaId: 'film' }

/** What a room of ours tells its members when a host seeks to `count`. The peers broadcast the same text. */
function told(count: number): string {
  return encodeMessage({
    type: 'room',
    ...revisionOf({ ...room, seq: 10_000 + count, timeline: { ...room.timeline, positionS: count, atMs: 1_800_000_000_000.125 } }),
  })
}

const room = openRoom()
const marker = '"positionS":'

const ours: Contender = {
  name: 'ours',
  address: (port) => `ws://127.0.0.1:${port}/rooms`,
  hello: (room, index) => encodeMessage({ type: 'hello', protocol: 1, ticket: `${room}/${index}`, connection: tabId(room, index) }),
  greet: (frame) => ({ isIn: startsWith(frame, '{"type":"welcome"') }),
  message: (count) => encodeMessage({ type: 'intent', id: `i${count}`, kind: 'seek', positionS: count }),
  marker,
}

/** A set of sockets a room and `send` for each: what one would write in an afternoon, and the least that anyone can do with this library. */
const bareWs: Contender = {
  name: 'ws',
  address: (port, room) => `ws://127.0.0.1:${port}/${room}`,
  greet: () => ({ isIn: true }), // its first word is the welcome
  message: told,
  marker,
}

const socketIo: Contender = {
  name: 'socket.io',
  address: (port, room) => `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket&room=${room}`,
  greet: (frame) => (startsWith(frame, '0{') ? { isIn: false, say: '40' } : { isIn: startsWith(frame, '40') }),
  message: (count) => `42${JSON.stringify(['m', told(count)])}`,
  marker: String.raw`\"positionS\":`,
}

const [joinRoom, roomData] = [10, 13]

const colyseus: Contender = {
  name: 'colyseus',
  async address(port, room) {
    const answer = await fetch(`http://127.0.0.1:${port}/matchmake/joinOrCreate/room`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ room }),
    })
    const { processId, roomId, sessionId } = (await answer.json()) as Record<string, string>
    return `ws://127.0.0.1:${port}/${processId}/${roomId}?sessionId=${sessionId}`
  },
  greet: (frame) => (frame[0] === joinRoom ? { isIn: true, say: Uint8Array.of(joinRoom) } : { isIn: false }),
  message(count) {
    const body = Buffer.from(told(count))
    // MessagePack: the fixed string "m", then a string whose length has 16 bits.
    return Buffer.concat([Uint8Array.of(roomData, 0xa1, 0x6d, 0xda, body.length >> 8, body.length & 255), body])
  },
  marker,
}

export const contenders: readonly Contender[] = [ours, bareWs, socketIo, colyseus]

function openRoom(): RoomState {
  const step = reduceRoom(undefined, { kind: 'join', ...joining }, 1_800_000_000_000)
  if (step.kind !== 'changed') throw new Error('a first member opens a room')
  return step.state
}

function startsWith(frame: Buffer, prefix: string): boolean {
  return frame.subarray(0, prefix.length).toString('latin1') === prefix
}

function tabId(room: number, index: number): string {
  return `00000000-0000-4000-8000-${String(room * 1000 + index).padStart(12, '0')}`
}
