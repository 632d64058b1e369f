import { createMiddleware } from 'hono/factory'
import { unauthorized } from '../refusal.ts'
import { refuse } from './answer.ts'

const shared = {
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers':
    'Retry-After, X-RateLimit-Global, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Reset-After, X-RateLimit-Bucket, X-RateLimit-Scope',
  vary: 'Origin',
}
const preflight = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'Authorization, Content-Type, X-Audit-Log-Reason',
  'access-control-max-age': '600',
}

/**
 * Lets the windows of an activity ask from their page, in the name of the person (`Bearer`). A bot's token has no business in a browser,
 * and is refused there as Discord refuses it: 401.
 */
export function crossOrigin(isFrame: (origin: string | undefined) => boolean) {
  return createMiddleware(async (c, next) => {
    const origin = c.req.header('origin')
    if (origin === undefined || !isFrame(origin)) return next()
    const allowed = { ...shared, 'access-control-allow-origin': origin }
    if (c.req.method === 'OPTIONS') return c.body(null, 204, { ...allowed, ...preflight })
    if (c.req.header('authorization')?.startsWith('Bot ')) c.res = refuse(c, unauthorized)
    else await next()
    for (const [name, value] of Object.entries(allowed)) c.res.headers.set(name, value)
    return undefined
  })
}
