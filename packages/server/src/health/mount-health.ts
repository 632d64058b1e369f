import { rawRoutes } from '@kaltura-discord/api'
import type { Hono } from 'hono'
import type { Health } from './health.ts'

/** Whether the process lives, and whether it can work: for load balancers, and for whoever asks why something is missing. Neither holds a secret. */
export function mountHealth(app: Hono, health: Health): void {
  app.get(rawRoutes.health.path, (context) => context.json({ ok: true }))
  app.get(rawRoutes.readiness.path, async (context) => {
    const reading = await health.read()
    return context.json(reading, reading.ready ? 200 : 503, { 'cache-control': 'no-store' })
  })
}
