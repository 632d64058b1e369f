import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { Frame } from './contender.ts'

/** One end of a WebSocket that costs next to nothing, so that the load can be one process: frames are counted, pings answered, and messages read only by those who ask. */
export interface RawSocket {
  send(frame: Frame): void
  /** How many messages came since the socket was opened. */
  frames(): number
  /** Called with each frame's payload; `undefined` lets them pass unread. */
  onFrame: ((payload: Buffer) => void) | undefined
  /** Without a goodbye. */
  destroy(): void
}

/** Opens a WebSocket to `address` (`ws://…`). Rejects for any answer but 101, and when the connection breaks before. */
export function openRawSocket(address: string, onFrame: (payload: Buffer) => void): Promise<RawSocket> {
  const { hostname, port, pathname, search } = new URL(address)
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname)
    socket.setNoDelay(true)
    socket.on('error', fail)
    socket.on('close', () => fail(new Error('the server closed the connection')))
    socket.write(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    )
    let head = Buffer.alloc(0)
    const onHead = (data: Buffer) => {
      head = Buffer.concat([head, data])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      socket.off('data', onHead)
      if (!head.toString('latin1', 0, 12).endsWith(' 101')) {
        fail(new Error(`the server answered ${head.toString('latin1', 0, 40)}`))
        return
      }
      const opened = frameReader(socket, onFrame)
      done(opened.socket)
      opened.read(head.subarray(end + 4))
    }
    socket.on('data', onHead)
  })
}

function frameReader(socket: Socket, onFrame: (payload: Buffer) => void) {
  let count = 0
  let rest: Buffer = Buffer.alloc(0)
  const raw: RawSocket = {
    onFrame,
    frames: () => count,
    send: (frame) => void socket.write(masked(frame)),
    destroy: () => void socket.destroy(),
  }

  /** A server's frames are not masked, and none of this benchmark is longer than 64 KiB. */
  function read(data: Buffer): void {
    const bytes = rest.length > 0 ? Buffer.concat([rest, data]) : data
    let at = 0
    while (bytes.length - at >= 2) {
      const short = (bytes[at + 1] ?? 0) & 127
      const start = at + (short === 126 ? 4 : 2)
      if (bytes.length < start) break
      const end = start + (short === 126 ? bytes.readUInt16BE(at + 2) : short)
      if (bytes.length < end) break
      const payload = bytes.subarray(start, end)
      if (((bytes[at] ?? 0) & 15) === ping) socket.write(masked(payload, pong))
      else {
        count += 1
        raw.onFrame?.(payload)
      }
      at = end
    }
    rest = bytes.subarray(at)
  }

  socket.on('data', read)
  return { socket: raw, read }
}

const [ping, pong] = [9, 10]

/** A mask of zeros is a mask. */
function masked(frame: Frame, kind = typeof frame === 'string' ? 1 : 2): Buffer {
  const payload = Buffer.from(frame)
  const opcode = 0x80 | kind
  const head = payload.length < 126 ? [opcode, 0x80 | payload.length] : [opcode, 0xfe, payload.length >> 8, payload.length & 255]
  return Buffer.concat([Uint8Array.of(...head, 0, 0, 0, 0), payload])
}
