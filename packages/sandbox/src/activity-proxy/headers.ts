import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

/** Headers that speak about one connection, not about the message (RFC 9110 §7.6.1). */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]
/** Only the proxy may say these. */
const proxyOwned = ['x-signature-ed25519', 'x-signature-timestamp', 'x-discord-proxy-payload']
const cacheHeaders = ['cache-control', 'expires', 'etag', 'last-modified', 'age', 'pragma']

/** A request's headers for the target: its own Host, nothing of the connection, and no signature but ours. */
export function requestHeaders(from: IncomingHttpHeaders, target: URL, signature: Record<string, string>): OutgoingHttpHeaders {
  return { ...without(from, [...hopByHop, ...proxyOwned, ...namedByConnection(from)]), ...signature, host: target.host }
}

/** A response's headers for the browser. Pages get the content policy and are never cached; cookies stay on the activity's origin. */
export function responseHeaders(from: IncomingHttpHeaders, policy: string): OutgoingHttpHeaders {
  const isPage = (from['content-type'] ?? '').toLowerCase().startsWith('text/html')
  const headers = without(from, [...hopByHop, ...namedByConnection(from), ...(isPage ? cacheHeaders : [])])
  const cookies = from['set-cookie']
  if (cookies) headers['set-cookie'] = cookies.map((cookie) => cookie.replace(/;\s*domain=[^;]*/gi, ''))
  // Two policies both hold, so an app can be stricter than Discord but not laxer.
  if (isPage) headers['content-security-policy'] = [from['content-security-policy'] ?? [], policy].flat()
  return headers
}

/** Headers of a protocol upgrade, which are about the connection on purpose. */
export function upgradeHeaders(from: IncomingHttpHeaders, target: URL, signature: Record<string, string>): OutgoingHttpHeaders {
  return { ...requestHeaders(from, target, signature), connection: 'Upgrade', upgrade: from.upgrade ?? 'websocket' }
}

/** A path of the activity's one origin as the target knows it, instead of the door that a person came in by; and the other way round. */
export function moveOrigin(headers: OutgoingHttpHeaders, from: string, to: string): OutgoingHttpHeaders {
  const moved = ['origin', 'referer', 'location'].flatMap((name) => {
    const value = headers[name]
    const isThere = typeof value === 'string' && (value === from || value.startsWith(`${from}/`))
    return isThere ? [[name, to + value.slice(from.length)] as const] : []
  })
  return { ...headers, ...Object.fromEntries(moved) }
}

function namedByConnection(headers: IncomingHttpHeaders): string[] {
  return (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase())
}

function without(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined || names.includes(name) ? [] : [[name, value]])),
  )
}
