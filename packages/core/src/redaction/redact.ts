/** A KS: V2 starts with base64 of `v2|`; V1 is base64 of forty hex digits and a bar. Both may be url-safe, padded or percent-encoded. */
const ksV2 = /djJ8[A-Za-z0-9_\-+/]{6,}(?:=|%3D)*/g
const ksV1 = /(?:[A-Za-z0-9+/_-]{4}){18,}(?:=|%3D)*/g
const discordBotToken = /[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g
const jwt = /eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*){1,3}/g
const bearer = /\b(Bearer|Bot|KS)\s+[\w.~+/=-]{8,}/gi
const named = /("?(?:ks|secret|admin_?secret|client_secret|access_token|refresh_token|code|token|password)"?\s*[:=]\s*"?)[^"&\s,}]{4,}/gi

/**
 * Replaces everything in a text that looks like a KS, a secret, an OAuth code or a token by `[redacted]`.
 *
 * For texts that we did not make ourselves (an upstream's error, a URL) before they reach a log, an error or an audit entry.
 * It errs on the side of hiding: a long base64 word that is no secret goes too. Linear time on any input.
 */
export function redact(text: string): string {
  return text
    .replace(named, '$1[redacted]')
    .replace(bearer, '$1 [redacted]')
    .replace(jwt, '[redacted]')
    .replace(ksV2, '[redacted]')
    .replace(discordBotToken, '[redacted]')
    .replace(ksV1, '[redacted]')
}

const nameOfSecret = /^(?:ks|authorization|cookie)$|(?:secret|password|token)s?$/i

/** {@link redact} on every string inside a JSON-like value, and all that stands under the name of a secret; other values are returned as they are. */
export function redactDeep(value: unknown): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map(redactDeep)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, isHidden(name, inner) ? '[redacted]' : redactDeep(inner)]))
}

/** A number or a flag under such a name says how many there are, or whether. */
function isHidden(name: string, value: unknown): boolean {
  return nameOfSecret.test(name) && (typeof value === 'string' || (typeof value === 'object' && value !== null))
}
