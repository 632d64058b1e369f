import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'

/** The headers with which Kaltura's own web front lets pages of any origin call its API (kaltura/server api_v3/web/index.php). */
export function kalturaCors(): MiddlewareHandler {
  return cors({
    origin: '*',
    allowMethods: ['POST', 'GET', 'HEAD', 'OPTIONS'],
    allowHeaders: ['Origin', 'X-Requested-With', 'Content-Type', 'Accept', 'Range', 'Cache-Control', 'X-Kaltura-Ks'],
    exposeHeaders: ['Server', 'Content-Length', 'Content-Range', 'Date', 'X-Kaltura', 'X-Kaltura-Session', 'X-Me'],
  })
}
