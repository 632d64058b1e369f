import { type Fields, isFields } from './shape.ts'

export type DecodeRefusal = 'message.too-large' | 'message.not-text' | 'message.not-json' | 'message.malformed' | 'message.unknown-type'

export type Decoded<Message> = { kind: 'message'; message: Message } | { kind: 'refused'; reason: DecodeRefusal }

export function refused(reason: DecodeRefusal): { kind: 'refused'; reason: DecodeRefusal } {
  return { kind: 'refused', reason }
}

/** One frame as a JSON object, or why not. The size is looked at first: nothing is decoded or parsed that is too large. */
export function parseFrame(frame: string | Uint8Array, maxBytes: number): Decoded<Fields> {
  const text = textOf(frame, maxBytes)
  if (typeof text !== 'string') return text
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? { kind: 'message', message: value } : refused('message.malformed')
  } catch {
    return refused('message.not-json')
  }
}

/** Of one UTF-16 unit in UTF-8: most frames are too short to be too large, whatever is in them. */
const mostBytesPerUnit = 3

function textOf(frame: string | Uint8Array, maxBytes: number): string | { kind: 'refused'; reason: DecodeRefusal } {
  if (typeof frame === 'string') {
    if (frame.length > maxBytes) return refused('message.too-large')
    if (frame.length * mostBytesPerUnit <= maxBytes) return frame
    return new TextEncoder().encode(frame).byteLength > maxBytes ? refused('message.too-large') : frame
  }
  if (frame.byteLength > maxBytes) return refused('message.too-large')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(frame)
  } catch {
    return refused('message.not-text')
  }
}
