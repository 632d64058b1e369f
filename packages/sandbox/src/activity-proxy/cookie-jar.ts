/** The cookies that one person's browser keeps for the activity inside Discord. Values never leave it but towards the target. */
export interface CookieJar {
  /**
   * Keeps what a `Set-Cookie` header asks for, or takes it away when it has expired.
   * @returns the name of a cookie that no browser would keep there; `undefined` when all is well
   */
  take(setCookie: string, path: string): string | undefined
  /** The `Cookie` header for a request of this path; `undefined` without any. */
  header(path: string): string | undefined
}

interface Cookie {
  name: string
  value: string
  path: string
  /** Ms since 1970; `undefined` until the sandbox ends. */
  expiresAtMs: number | undefined
}

/** Chromium's limits for one site. */
const mostCookies = 180
const mostCharacters = 4_096

/**
 * In a frame of another site only cookies with `SameSite=None; Secure; Partitioned` survive (seen in Chromium 156 with the real two sites).
 * @param options.now in ms since 1970
 */
export function createCookieJar({ now }: { now: () => number }): CookieJar {
  const cookies = new Map<string, Cookie>()
  return {
    take(setCookie, path) {
      const [pair = '', ...rest] = setCookie.split(';')
      const cut = pair.indexOf('=')
      const name = pair.slice(0, Math.max(cut, 0)).trim()
      if (name === '' || setCookie.length > mostCharacters) return name || 'without a name'
      const attributes = attributesOf(rest)
      if (!survives(attributes)) return name
      const given = attributes.get('path') ?? ''
      const cookie = {
        name,
        value: pair.slice(cut + 1).trim(),
        path: given.startsWith('/') ? given : folderOf(path),
        expiresAtMs: expiryOf(attributes, now()),
      }
      const key = `${cookie.path} ${name}`
      cookies.delete(key)
      if (cookie.expiresAtMs === undefined || cookie.expiresAtMs > now()) cookies.set(key, cookie)
      const [oldest] = cookies.keys()
      if (oldest !== undefined && cookies.size > mostCookies) cookies.delete(oldest)
      return undefined
    },
    header(path) {
      const sent = [...cookies.values()]
        .filter((cookie) => (cookie.expiresAtMs ?? Number.POSITIVE_INFINITY) > now() && covers(cookie.path, path))
        .sort((a, b) => b.path.length - a.path.length)
      return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
  }
}

function attributesOf(parts: readonly string[]): Map<string, string> {
  return new Map(
    parts.map((part) => {
      const [name = '', ...value] = part.split('=')
      return [name.trim().toLowerCase(), value.join('=').trim()]
    }),
  )
}

function survives(attributes: ReadonlyMap<string, string>): boolean {
  return attributes.get('samesite')?.toLowerCase() === 'none' && attributes.has('secure') && attributes.has('partitioned')
}

/** `Max-Age` wins over `Expires` (RFC 6265 §5.3). */
function expiryOf(attributes: ReadonlyMap<string, string>, nowMs: number): number | undefined {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return nowMs + Number(maxAge) * 1_000
  const expires = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(expires) ? undefined : expires
}

/** RFC 6265 §5.1.4. */
function folderOf(path: string): string {
  const end = path.lastIndexOf('/')
  return end <= 0 ? '/' : path.slice(0, end)
}

function covers(cookiePath: string, path: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`)
}
