import type { Route } from '@kaltura-discord/api'
import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import { readJsonBody } from './body.ts'
import { honoPath } from './hono-path.ts'
import { RequestProblem } from './request-problem.ts'

/** What a handler gets: everything already validated against the route. */
export interface Call<R extends Route> {
  params: z.output<R['params']>
  query: z.output<R['query']>
  body: z.output<R['body']>
  request: Request
  /** Goes with the answer, also when that is a refusal. */
  setCookie(cookie: string): void
}

const bodyLimitBytes = 16 * 1024

/** Mounts a declared route on the app. `guard` decides who may call and gives what it learned to the handler. */
export function mount<R extends Route, Caller>(
  app: Hono,
  route: R,
  guard: (request: Request) => Promise<Caller>,
  handle: (call: Call<R>, caller: Caller) => Promise<z.input<R['answer']>>,
): void {
  app.on(route.method, honoPath(route), async (context: Context) => {
    const caller = await guard(context.req.raw)
    const call = {
      params: valid(route.params, context.req.param(), 'path'),
      query: valid(route.query, context.req.query(), 'query'),
      body: route.method === 'POST' ? valid(route.body, await readJsonBody(context.req.raw, bodyLimitBytes), 'body') : {},
      request: context.req.raw,
      setCookie: (cookie: string) => context.header('set-cookie', cookie, { append: true }),
    }
    const answer = await handle(call as Call<R>, caller)
    return context.json(answer as object, 200, { 'cache-control': 'no-store' })
  })
}

/** @throws RequestProblem `request.invalid`, which says what of the place is wrong */
export function valid<S extends z.ZodType>(schema: S, value: unknown, place: string): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new RequestProblem('request.invalid', { values: { place, problem: [...(issue?.path ?? []), issue?.message].join(' ') } })
}
