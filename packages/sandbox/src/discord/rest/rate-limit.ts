import { createHash } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import type { Clock } from '../clock.ts'

const limit = 50
const windowMs = 1_000
const keptBuckets = 1_000

/**
 * Counts requests per route and major parameter (channel, guild, webhook) and tells so in Discord's headers; too many get 429.
 * Answers to interactions are exempt, as at Discord. The limits are wider than Discord's, so that a demo never waits for them.
 */
export function rateLimit(clock: Clock) {
  const buckets = new Map<string, { used: number; resetsAtMs: number }>()
  return createMiddleware(async (c, next) => {
    const route = routeOf(c.req.method, c.req.path)
    if (route.startsWith('POST /interactions/')) return next()
    const now = clock.now()
    const old = buckets.get(route)
    const bucket = old && now < old.resetsAtMs ? old : { used: 0, resetsAtMs: now + windowMs }
    bucket.used += 1
    buckets.delete(route)
    buckets.set(route, bucket)
    const [oldest] = buckets.keys()
    if (oldest !== undefined && buckets.size > keptBuckets) buckets.delete(oldest)

    const afterS = ((bucket.resetsAtMs - now) / 1_000).toFixed(3)
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - bucket.used)),
      'x-ratelimit-reset': (bucket.resetsAtMs / 1_000).toFixed(3),
      'x-ratelimit-reset-after': afterS,
      'x-ratelimit-bucket': createHash('sha256')
        .update(route.replace(/\d{17,}/g, ''))
        .digest('hex')
        .slice(0, 32),
    }
    if (bucket.used > limit) {
      const refusal = { message: 'You are being rate limited.', code: 0, retry_after: Number(afterS), global: false }
      return c.json(refusal, 429, {
        ...headers,
        'retry-after': String(Math.ceil(Number(afterS))),
        'x-ratelimit-scope': 'user',
        via: '1.1 sandbox',
      })
    }
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  })
}

/** The path with ids replaced, but for the first one after channels, guilds or webhooks. */
function routeOf(method: string, path: string): string {
  const inside = path.replace(/^\/api(\/v\d+)?/, '')
  const [major = ''] = /^\/(channels|guilds|webhooks)\/\d+/.exec(inside) ?? []
  const rest = inside.slice(major.length).replace(/\d{17,}/g, ':id')
  return `${method} ${major}${major.startsWith('/webhooks') ? rest.replace(/^\/[^/]+/, '/:token') : rest}`
}
