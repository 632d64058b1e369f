import { Hono } from 'hono'
import type { Discord } from '../discord.ts'
import { authorized } from './authorization.ts'

/** `/gateway` and `/gateway/bot`: where to connect, and how often one may still identify. */
export function gatewayRoutes(discord: Discord): Hono {
  const { gateway } = discord
  return new Hono()
    .get('/gateway', (c) => c.json({ url: gateway.url }))
    .get('/gateway/bot', authorized(discord, { bot: true }), (c) =>
      c.json({
        url: gateway.url,
        shards: discord.shards,
        session_start_limit: {
          total: gateway.identifyLimit.total,
          remaining: gateway.identifyLimit.left,
          reset_after: gateway.identifyLimit.resetAfterMs,
          max_concurrency: gateway.identifyLimit.maxConcurrency,
        },
      }),
    )
}
