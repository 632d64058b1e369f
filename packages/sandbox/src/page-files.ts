import { existsSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** The built page of the sandbox, or one sentence that says how to get it. Asked for by another loopback name, it moves to `ownUrl`. */
export function pageFiles(options: { pageDir: string | undefined; ownUrl: string }): Hono {
  const { pageDir, ownUrl } = options
  const page = new Hono()
  page.use(async (c, next) => {
    // The embedded SDK believes `localhost` only: under 127.0.0.1 its handshake would stay unanswered.
    if (c.req.path === '/' && c.req.header('host') !== new URL(ownUrl).host) return c.redirect(ownUrl)
    await next()
    c.res.headers.set('x-content-type-options', 'nosniff')
    c.res.headers.set('content-security-policy', "frame-ancestors 'none'")
    return undefined
  })
  let files: ReturnType<typeof serveStatic> | undefined
  page.use(async (c, next) => {
    // Looked for at every request, because the page may be built after the sandbox started.
    if (pageDir === undefined || !existsSync(pageDir)) return next()
    files ??= serveStatic({ root: pageDir })
    return files(c, next)
  })
  page.get('/', (c) => c.text('The sandbox is running, but its page is not built. Its API is under /sandbox, its Discord under /api.', 503))
  return page
}
