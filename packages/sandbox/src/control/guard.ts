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

/** Whether a request may ask Discord's REST API: by the sandbox's page, a program, or a window of an activity. */
export function mayAskRest({ path, origin }: { path: string; origin: string | undefined }, own: string, isFrame: IsFrame): boolean {
  return /^\/api[/?]/.test(path) && (isOwnOrigin(origin, own) || isFrame(origin))
}

export type IsFrame = (origin: string | undefined) => boolean

/**
 * Refuses requests from other web pages: the sandbox has no password, so its only visitors are its own page and programs.
 * @param isFrame whether an activity's windows have this origin; they may ask Discord's REST API, and nothing else
 */
export function guard(ownOrigin: string, isFrame: IsFrame) {
  return createMiddleware(async (c, next) => {
    if (!isLoopbackHost(c.req.header('host')))
      return refuse(c, 403, 'sandbox.host-refused', 'The sandbox answers only as localhost or 127.0.0.1.')
    const origin = c.req.header('origin')
    if (!isOwnOrigin(origin, ownOrigin) && !mayAskRest({ path: c.req.path, origin }, ownOrigin, isFrame))
      return refuse(c, 403, 'sandbox.origin-refused', `The sandbox answers only pages of ${ownOrigin}.`)
    return next()
  })
}
