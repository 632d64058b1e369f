/** A WebSocket text frame as a server sends it (RFC 6455 §5.2): whole, unmasked, not compressed. */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text)
  const head = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + bytes)
  frame[0] = 0x81
  if (head === 2) frame[1] = bytes
  else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(bytes, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(bytes), 2)
  }
  frame.write(text, head)
  return frame
}

/**
 * The same for whoever says one thing to many: a frame is made once for as long as the same text comes again. A room tells its members one after another, so that
 * remembering the last is enough.
 */
export function createFrames(): (text: string) => Buffer {
  let last = { text: '', frame: textFrame('') }
  return (text) => {
    if (text !== last.text) last = { text, frame: textFrame(text) }
    return last.frame
  }
}
