import { z } from 'zod'
import { routes } from '../routes/index.ts'
import { type RawRoute, rawRoutes } from '../routes/raw.ts'
import type { Route } from '../routes/route.ts'
import { problem } from '../schemas/problem.ts'

/** The OpenAPI 3.1 description of every declared route, for other languages and for the curious. Made from the routes; it can't drift. */
export function openApiDocument(version: string): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of Object.values<Route>(routes)) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) }
  }
  for (const route of Object.values<RawRoute>(rawRoutes)) {
    const path = route.path.replace('*', '{rest}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: rawOperation({ ...route, path }) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'kaltura-discord', version },
    paths,
    components: {
      securitySchemes: {
        service: { type: 'http', scheme: 'bearer', description: 'Service token, derived from SERVER_SECRET' },
        directory: { type: 'http', scheme: 'bearer', description: 'Link token, which the institution’s own system has' },
        viewer: { type: 'http', scheme: 'bearer', description: 'Bearer of a sign-in of the Activity' },
        kaltura: {
          type: 'apiKey',
          in: 'header',
          name: 'x-kaltura-discord-token',
          description: 'Endpoint token, beside the signature over the raw body',
        },
      },
    },
  }
}

function operation(route: Route): Record<string, unknown> {
  return {
    operationId: route.name,
    summary: route.summary,
    security: route.access === 'none' ? [] : [{ [route.access]: [] }],
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(route.method === 'POST' ? { requestBody: { required: true, content: json(z.toJSONSchema(route.body, { io: 'input' })) } } : {}),
    responses: {
      200: { description: 'Done', content: json(z.toJSONSchema(route.answer)) },
      default: refused,
    },
  }
}

function rawOperation({ name, summary, path, access, query, events }: RawRoute): Record<string, unknown> {
  return {
    operationId: name,
    summary,
    security: access === 'none' || access === 'ticket' ? [] : [{ [access]: [] }],
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...(query ? parameters('query', query) : []),
      ...(events ? [{ name: 'last-event-id', in: 'header', required: false, schema: { type: 'integer' } }] : []),
    ],
    responses: events
      ? { 200: { description: summary, content: { 'text/event-stream': { schema: z.toJSONSchema(events) } } }, default: refused }
      : { default: { description: summary } },
  }
}

const refused = { description: 'Refused or failed', content: { 'application/problem+json': { schema: z.toJSONSchema(problem) } } }

function parameters(place: 'path' | 'query', schema: z.ZodType): Record<string, unknown>[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: inner,
  }))
}

function json(schema: unknown) {
  return { 'application/json': { schema } }
}
