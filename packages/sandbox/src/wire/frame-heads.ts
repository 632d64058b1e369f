const names: Readonly<Record<number, string>> = { 0: 'continuation', 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' }

/** The head of a WebSocket frame (RFC 6455 §5.2): what it is and how long; its content is not looked at. */
export interface FrameHead {
  name: string
  bytes: number
}

/**
 * Reads the heads of frames out of the bytes of one direction, however those are cut. Bytes of an HTTP head before the frames are skipped
 * with `afterHttpHead`.
 */
export function createFrameHeads(onHead: (head: FrameHead) => void, { afterHttpHead = false } = {}): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let skip = 0
  let inHttpHead = afterHttpHead

  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    if (inHttpHead) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return
      inHttpHead = false
      rest = rest.subarray(end + 4)
    }
    for (;;) {
      const skipped = Math.min(skip, rest.length)
      skip -= skipped
      rest = rest.subarray(skipped)
      const head = skip === 0 ? readHead(rest) : undefined
      if (!head) return
      onHead({ name: names[head.opcode] ?? `opcode ${head.opcode}`, bytes: head.bytes })
      rest = rest.subarray(head.size)
      skip = head.bytes
    }
  }
}

function readHead(buffer: Buffer): { opcode: number; size: number; bytes: number } | undefined {
  if (buffer.length < 2) return undefined
  const short = buffer.readUInt8(1) & 0x7f
  const mask = (buffer.readUInt8(1) & 0x80) === 0 ? 0 : 4
  const size = 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + mask
  if (buffer.length < size) return undefined
  const bytes = short === 126 ? buffer.readUInt16BE(2) : short === 127 ? Number(buffer.readBigUInt64BE(2)) : short
  return { opcode: buffer.readUInt8(0) & 0x0f, size, bytes }
}
