import { readUtf8 } from '../bytes/strict-utf8.ts'

/** More than PHP's `parse_str` would read (`max_input_vars`): a KS with more fields is refused, where Kaltura would cut it short. */
const maxFields = 1000

/**
 * Writes fields as PHP's `http_build_query` does; a `null` value leaves its field out. Order is kept, and matters to the signature.
 *
 * PHP escapes `! ' ( ) * ~` too and writes a space as `+`, which `encodeURIComponent` does not.
 */
export function writeForm(fields: ReadonlyMap<string, string | null>): string {
  const pairs: string[] = []
  for (const [name, value] of fields) {
    if (value !== null) pairs.push(`${phpEscape(name)}=${phpEscape(value)}`)
  }
  return pairs.join('&')
}

/** Reads fields as PHP's `parse_str` does, a later one of the same name winning. @returns `undefined` for arrays, NUL in names, or text that is not UTF-8. */
export function readForm(form: string): Map<string, string> | undefined {
  const pairs = form.split('&').filter((pair) => pair !== '')
  if (pairs.length > maxFields) return undefined

  const fields = new Map<string, string>()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const name = phpUnescape(equals < 0 ? pair : pair.slice(0, equals))
    const value = phpUnescape(equals < 0 ? '' : pair.slice(equals + 1))
    if (name === undefined || value === undefined || /[[\0]/.test(name)) return undefined
    const read = nameAsRead(name)
    if (read !== '') fields.set(read, value)
  }
  return fields
}

/** What PHP makes of a field's name when it reads it back: no leading spaces, and `_` for the characters that its variables can't have. */
export function nameAsRead(name: string): string {
  return name.replace(/^ +/, '').replace(/[. ]/g, '_')
}

function phpEscape(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}

/** `decodeURIComponent` throws on a stray `%`, where PHP lets it stand for itself. */
function phpUnescape(text: string): string | undefined {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  return /%(?![0-9a-f]{2})/i.test(spaced) ? unescapeLeniently(text) : unescapeStrictly(spaced)
}

function unescapeStrictly(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined // not UTF-8
  }
}

function unescapeLeniently(text: string): string | undefined {
  const bytes: number[] = []
  const encoded = new TextEncoder().encode(text)
  for (let at = 0; at < encoded.length; at++) {
    const byte = encoded[at] ?? 0
    const hex = String.fromCharCode(...encoded.subarray(at + 1, at + 3))
    if (byte === 0x25 && /^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16))
      at += 2
    } else {
      bytes.push(byte === 0x2b ? 0x20 : byte)
    }
  }
  return readUtf8(Uint8Array.from(bytes))
}
