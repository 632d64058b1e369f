/** Base64 as Kaltura writes a KS: `-` and `_` of the url-safe alphabet, padding kept. */
export function toKsBase64(bytes: Uint8Array): string {
  return btoa(binaryOf(bytes)).replaceAll('+', '-').replaceAll('/', '_')
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

  const loose = digits.length % 4 === 2 ? /[AQgw]$/ : digits.length % 4 === 3 ? /[AEIMQUYcgkosw048]$/ : /$/
  if (!loose.test(digits)) return undefined
  const binary = atob(digits)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** One character for each byte, in pieces that fit into one call. */
function binaryOf(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8_192) binary += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + 8_192))
  return binary
}
