import { z } from 'zod'

/** Who may call a route. `none` still means: validated and bounded. */
export type RouteAccess =
  | 'none'
  /** A bot or another of our processes, with the service token. */
  | 'service'
  /** A person in the Activity, with the bearer of their sign-in. */
  | 'viewer'
  /** The institution's own system, with the link token. */
  | 'directory'
  /** Kaltura, with an endpoint token and a signature over the raw bytes. */
  | 'kaltura'

/** One operation of the HTTP API, as data: the server mounts it, the client calls it, OpenAPI describes it. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** Unique; becomes the operationId. */
  name: string
  method: 'GET' | 'POST'
  /** With `{name}` for each path parameter. */
  path: `/api/v1/${string}`
  summary: string
  access: RouteAccess
  params: Params
  query: Query
  body: Body
  answer: Answer
}

const nothing = z.object({})
type Nothing = typeof nothing

/** Declares a route; what it doesn't name is empty. */
export function route<A extends z.ZodType, P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing>(
  declaration: Pick<Route, 'name' | 'method' | 'path' | 'summary' | 'access'> & { params?: P; query?: Q; body?: B; answer: A },
): Route<P, Q, B, A> {
  return { params: nothing, query: nothing, body: nothing, ...declaration } as unknown as Route<P, Q, B, A>
}

/** Fills the `{name}` places of a route's path. Values are encoded, so none can add a segment. */
export function pathOf(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}
