import { readUtf8 } from '../bytes/strict-utf8.ts'

/**
 * The JSON in the body of a legacy template (`urlEncode` is on): `data=` and the URL-encoded text, though its content type says JSON.
 * `undefined` for anything else, such as a second field or a byte that no encoder leaves: behind the end of what was signed there can be nothing.
 */
export function jsonOfLegacyForm(body: Uint8Array): Uint8Array | undefined {
  const [, data] = /^data=((?:[\w.*+-]|%[0-9A-Fa-f]{2})+)$/.exec(readUtf8(body) ?? '') ?? []
  if (data === undefined) return undefined
  try {
    return new TextEncoder().encode(decodeURIComponent(data.replaceAll('+', ' ')))
  } catch {
    return undefined // not UTF-8
  }
}
