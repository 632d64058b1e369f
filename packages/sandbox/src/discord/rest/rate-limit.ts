import { createHash } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import type { Clock } from '../clock.ts'

const perRoute = 50
const perCaller = 50
const windowMs = 1_000
const kept = 1_000

interface Window {
  used: number
  resetsAtMs: number
}

/**
 * Counts requests of each caller per route and major parameter (channel, guild, webhook) and says so in Discord's headers; too many get
 * 429. Beside that, a bot may make 50 requests in a second in all, where answers to interactions don't count (docs: topics/rate-limits).
 * The limits of routes are wider than Discord's, so that a demo never waits for them.
 */
export function rateLimit(clock: Clock) {
  const routes = createWindows(clock)
  const callers = createWindows(clock)
  return createMiddleware(async (c, next) => {
    const route = routeOf(c.req.method, c.req.path)
    if (route.startsWith('POST /interactions/')) return next()
    const caller = c.req.header('authorization') ?? ''
    const own = routes.count(`${caller} ${route}`)
    const headers = headersOf(own, route, clock.now())
    const whole = route.includes('/webhooks/') ? undefined : callers.count(caller)
    const isGlobal = own.used <= perRoute && whole !== undefined && whole.used > perCaller
    const over = isGlobal ? whole : own.used > perRoute ? own : undefined
    if (over) {
      const afterS = Number(((over.resetsAtMs - clock.now()) / 1_000).toFixed(3))
      return c.json({ message: 'You are being rate limited.', code: 0, retry_after: afterS, global: isGlobal }, 429, {
        ...(isGlobal ? { 'x-ratelimit-global': 'true' } : headers),
        'retry-after': String(Math.ceil(afterS)),
        'x-ratelimit-scope': isGlobal ? 'global' : 'user',
        via: '1.1 sandbox',
      })
    }
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  })
}

function createWindows(clock: Clock): { count(key: string): Window } {
  const windows = new Map<string, Window>()
  return {
    count(key) {
      const now = clock.now()
      const old = windows.get(key)
      // A clock that was set back must not keep a window open for longer than it is.
      const isOpen = old !== undefined && now < old.resetsAtMs && now >= old.resetsAtMs - windowMs
      const window = isOpen ? old : { used: 0, resetsAtMs: now + windowMs }
      window.used += 1
      windows.delete(key)
      windows.set(key, window)
      const [oldest] = windows.keys()
      if (oldest !== undefined && windows.size > kept) windows.delete(oldest)
      return window
    },
  }
}

/** The bucket is named for the route without its ids, so all channels share the name and each has its own count. */
function headersOf({ used, resetsAtMs }: Window, route: string, now: number): Record<string, string> {
  const bucket = createHash('sha256').update(route.replace(/\d{17,}/g, ''))
  return {
    'x-ratelimit-limit': String(perRoute),
    'x-ratelimit-remaining': String(Math.max(0, perRoute - used)),
    'x-ratelimit-reset': (resetsAtMs / 1_000).toFixed(3),
    'x-ratelimit-reset-after': ((resetsAtMs - now) / 1_000).toFixed(3),
    'x-ratelimit-bucket': bucket.digest('hex').slice(0, 32),
  }
}

/** The path with ids replaced, but for the first one after channels, guilds or webhooks. */
function routeOf(method: string, path: string): string {
  const inside = path.replace(/^\/api(\/v\d+)?/, '')
  const [major = ''] = /^\/(channels|guilds|webhooks)\/\d+/.exec(inside) ?? []
  const rest = inside.slice(major.length).replace(/\d{17,}/g, ':id')
  return `${method} ${major}${major.startsWith('/webhooks') ? rest.replace(/^\/[^/]+/, '/:token') : rest}`
}
