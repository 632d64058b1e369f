import { readUtf8 } from '../bytes/strict-utf8.ts'

/**
 * The JSON object that the bytes spell, or `undefined`: strict UTF-8, no byte order mark, nothing before or behind.
 *
 * This is half of the signature check: a hash of secret and body can be continued by someone who doesn't know the secret, but the continuation begins with
 * the hash's own padding (0x80, zeros), and that is never UTF-8 behind the end of a JSON text.
 */
export function parseStrictObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  const text = readUtf8(bytes)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
