import type { Hono } from 'hono'
import type { UrlMapping } from '../connection.ts'
import { addressBehind } from './mapped-address.ts'

const keptS = 300

/**
 * Answers for Discord's proxy where there is none: a browser outside of Discord that asks for what a URL mapping stands for is sent on there. No bytes of
 * media pass the server, and nobody is sent anywhere but to the hosts that the operator mapped.
 */
export function sendOnToMappings(app: Hono, mappings: readonly UrlMapping[]): void {
  for (const { prefix } of mappings) {
    app.use(`${prefix}/*`, async (context, next) => {
      const { pathname, search } = new URL(context.req.url)
      const address = ['GET', 'HEAD'].includes(context.req.method) ? addressBehind(pathname + search, mappings) : undefined
      if (!address) return next()
      context.header('cache-control', `private, max-age=${keptS}`)
      return context.redirect(address.href, 302)
    })
  }
}
