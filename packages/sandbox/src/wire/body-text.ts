import type { Redaction } from './redaction.ts'

/** How much of a body is looked at, and how much of it is kept. */
const mostRead = 65_536
const mostKept = 16_384
/** A secret that the limit cuts in two must not leave its first half behind, so as much as the longest KS is dropped before the cut. */
const longestSecret = 4_096

/** Collects a body as it passes. */
export interface BodyText {
  take(chunk: unknown): void
  /** What came, redacted: JSON stays JSON, a form stays a form; `null` when nothing came, a few words when it is no text. */
  text(contentType: string): string | null
}

export function createBodyText(redaction: Redaction): BodyText {
  const chunks: Buffer[] = []
  let bytes = 0
  let read = 0
  return {
    take(chunk) {
      const buffer = bufferOf(chunk)
      if (!buffer) return
      bytes += buffer.length
      if (read >= mostRead) return
      const part = buffer.subarray(0, mostRead - read)
      read += part.length
      chunks.push(part)
    },
    text(contentType) {
      if (bytes === 0) return null
      if (!/json|text|urlencoded|xml|javascript|mpegurl/.test(contentType))
        return `(${bytes} bytes, ${redaction.text(contentType) || 'of no said type'})`
      const whole = Buffer.concat(chunks).toString('utf8')
      if (bytes === read) return shortened(redactedBody(redaction, whole, contentType), bytes)
      return shortened(redaction.text(whole.slice(0, -longestSecret)), bytes)
    },
  }
}

/** A text that was sent, redacted by what it is: JSON by its fields, a form by its names. */
export function redactedBody(redaction: Redaction, text: string, contentType: string): string {
  if (contentType.includes('urlencoded')) return redaction.address(`?${text}`).slice(1)
  const json = parsed(text)
  return json === undefined ? redaction.text(text) : JSON.stringify(redaction.json(json))
}

function shortened(text: string, bytes: number): string {
  return text.length <= mostKept ? text : `${text.slice(0, mostKept)}… (${bytes} bytes in all)`
}

function bufferOf(chunk: unknown): Buffer | undefined {
  if (typeof chunk === 'string') return Buffer.from(chunk)
  return chunk instanceof Uint8Array ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
