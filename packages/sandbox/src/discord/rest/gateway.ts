import { Hono } from 'hono'
import type { Discord } from '../discord.ts'
import { authorized } from './authorization.ts'

const dayMs = 24 * 3_600_000

/** `/gateway` and `/gateway/bot`: where to connect, and how often one may still identify. */
export function gatewayRoutes(discord: Discord): Hono {
  const { gateway, clock } = discord
  const startedAtMs = clock.now()
  return new Hono()
    .get('/gateway', (c) => c.json({ url: gateway.url }))
    .get('/gateway/bot', authorized(discord, { bot: true }), (c) =>
      c.json({
        url: gateway.url,
        shards: discord.shards,
        session_start_limit: {
          total: 1_000,
          remaining: gateway.identifiesLeft,
          reset_after: dayMs - ((clock.now() - startedAtMs) % dayMs),
          max_concurrency: 1,
        },
      }),
    )
}
