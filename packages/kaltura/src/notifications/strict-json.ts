import { readUtf8 } from '../bytes/strict-utf8.ts'

/** Kaltura's own are 5 deep or so. What is nested by the thousand overflows the stack of whoever walks it or writes it down again. */
const maxDepth = 100

/**
 * The JSON object that the bytes spell, or `undefined`: strict UTF-8, no byte order mark, nothing before or behind, nested 100 deep at most.
 *
 * This is half of the signature check: a hash of secret and body can be continued by someone who doesn't know the secret, but the continuation begins with
 * the hash's own padding (0x80, zeros), and that is never UTF-8 behind the end of a JSON text.
 */
export function parseStrictObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  const text = readUtf8(bytes)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) && !isDeeperThan(maxDepth, value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Level by level, because a recursion would be as deep as what it measures. */
function isDeeperThan(depth: number, value: unknown): boolean {
  let level = [value]
  for (let at = 0; at < depth && level.length > 0; at++)
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []))
  return level.length > 0
}
