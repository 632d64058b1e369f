import { createMiddleware } from 'hono/factory'
import type { Clock } from '../clock.ts'

const windowMs = 10 * 60_000
const invalid: readonly number[] = [401, 403, 429]

/**
 * Counts answers with 401, 403 and 429, and shuts everyone out when there were `limit` of them within ten minutes, as Discord's
 * Cloudflare does (docs: topics/rate-limits, "Invalid Request Limit"). The window starts with its first invalid request, and its end
 * lifts the ban. What a ban says is Cloudflare's: text without Discord's JSON, rate-limit headers or `via`.
 */
export function countInvalidRequests({ clock, limit }: { clock: Clock; limit: number }) {
  let window = { endsAtMs: 0, count: 0 }
  return createMiddleware(async (c, next) => {
    if (clock.now() >= window.endsAtMs) window = { endsAtMs: clock.now() + windowMs, count: 0 }
    if (window.count >= limit)
      return c.text('error code: 1015', 429, { 'retry-after': String(Math.ceil((window.endsAtMs - clock.now()) / 1_000)) })
    await next()
    if (!invalid.includes(c.res.status) || c.res.headers.get('x-ratelimit-scope') === 'shared') return
    if (window.count === 0) window.endsAtMs = clock.now() + windowMs
    window.count += 1
  })
}
