/** Base64 as Kaltura writes a KS: `-` and `_` of the url-safe alphabet, padding kept. */
export function toKsBase64(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_')
}

/**
 * Reads what PHP's strict `base64_decode` reads: either alphabet, white space anywhere, padding whole or left out.
 *
 * Stricter in one thing: the unused bits of the last character have to be zero, so that two different strings are never the same KS but for white space,
 * alphabet and padding.
 * @returns `undefined` for anything else.
 */
export function fromKsBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const standard = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[ \t\r\n]/g, '')
  const [, digits = '', padding = ''] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(standard) ?? []
  if (digits === '' || digits.length % 4 === 1) return undefined
  if (padding !== '' && (digits.length + padding.length) % 4 !== 0) return undefined

  const binary = atob(digits)
  if (btoa(binary).replaceAll('=', '') !== digits) return undefined
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
