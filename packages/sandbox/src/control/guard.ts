import { createMiddleware } from 'hono/factory'
import { refuse } from './refusal.ts'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a Host header names this machine itself. A page of a rebound domain name comes with its own name, and is refused. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && loopbackNames.has(host.replace(/:\d{1,5}$/, '').toLowerCase())
}

/** Whether a browser's Origin is the sandbox itself; programs send none. */
export function isOwnOrigin(origin: string | undefined, ownOrigin: string): boolean {
  return origin === undefined || origin === ownOrigin
}

/** Refuses requests from other web pages: the sandbox has no password, so its only visitors are its own page and programs. */
export function guard(ownOrigin: string) {
  return createMiddleware(async (c, next) => {
    if (!isLoopbackHost(c.req.header('host')))
      return refuse(c, 403, 'sandbox.host-refused', 'The sandbox answers only as localhost or 127.0.0.1.')
    if (!isOwnOrigin(c.req.header('origin'), ownOrigin))
      return refuse(c, 403, 'sandbox.origin-refused', `The sandbox answers only pages of ${ownOrigin}.`)
    return next()
  })
}
