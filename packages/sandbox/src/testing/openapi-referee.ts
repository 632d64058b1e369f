import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { z } from 'zod'

const operation = z.looseObject({
  requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), z.unknown()).optional() })).default({}),
})
const methods = ['get', 'put', 'post', 'patch', 'delete'] as const
const spec = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

const document: unknown = JSON.parse(readFileSync(new URL('../../fixtures/discord-openapi.json', import.meta.url), 'utf8'))
const { paths } = spec.parse(document)
const routes = Object.keys(paths)
  .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`) }))
  .sort((a, b) => a.path.split('{').length - b.path.split('{').length)

/** Discord's OpenAPI description, watching the traffic of a test. */
export interface OpenApiReferee {
  /** `fetch` that holds every request and answer under `/api` against the description. */
  fetch: typeof globalThis.fetch
  /** What did not fit, one sentence each. */
  readonly mismatches: readonly string[]
  /** `POST /interactions/{interaction_id}/{interaction_token}/callback 204`, and so on: what was really checked. */
  readonly seen: ReadonlySet<string>
}

export function createOpenApiReferee(): OpenApiReferee {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  ajv.addSchema(z.record(z.string(), z.unknown()).parse(document), 'spec')
  const validators = new Map<string, ValidateFunction>()
  const mismatches: string[] = []
  const seen = new Set<string>()

  // Permission bits don't fit a number: the documentation and every library send digits where the description has an integer.
  const hold = (what: string, pointer: string, value: unknown): void => {
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `spec#${pointer}` })
    validators.set(pointer, validate)
    if (validate(value)) return
    const errors = (validate.errors ?? []).filter(
      (error) => !/\/(default_member_permissions|permissions|allow|deny)$/.test(error.instancePath),
    )
    if (errors.length === 0) return
    const said = errors.slice(0, 6).map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`)
    mismatches.push(`${what}: ${said.join('; ')}`)
  }

  return {
    mismatches,
    seen,
    async fetch(input, init) {
      const request = new Request(input, init)
      const body = request.headers.get('content-type')?.startsWith('application/json') ? await request.clone().text() : ''
      const response = await fetch(request)
      const path = decodeURIComponent(new URL(request.url).pathname)
      if (!path.startsWith('/api')) return response
      const method = request.method.toLowerCase()
      const route = routes.find((one) => one.pattern.test(path.replace(/^\/api(\/v\d+)?/, '')) && paths[one.path]?.[method] !== undefined)
      // Token exchange is OAuth's own, and not described.
      if (!route || !methods.some((one) => one === method)) {
        if (!path.includes('/oauth2/token')) mismatches.push(`${request.method} ${path} is not in the description`)
        return response
      }
      const name = `${request.method} ${route.path}`
      const pointer = `/paths/${escaped(route.path)}/${method}`
      const { requestBody, responses } = operation.parse(paths[route.path]?.[method])
      const isGood = response.status < 300
      if (isGood && body !== '' && requestBody?.content['application/json'])
        hold(`request of ${name}`, `${pointer}/requestBody/content/application~1json/schema`, JSON.parse(body))
      const answer = await response.clone().text()
      seen.add(`${name} ${response.status}`)
      // The description's ErrorDetails want numbers where Discord really says BASE_TYPE_REQUIRED, so only the envelope is held.
      if (response.status === 429) hold(`refusal of ${name}`, '/components/schemas/RatelimitedResponse', safeJson(answer))
      else if (!isGood) hold(`refusal ${response.status} of ${name}`, '/components/schemas/Error', safeJson(answer))
      else if (!responses[String(response.status)]) mismatches.push(`${name} never answers ${response.status}`)
      else if (responses[String(response.status)]?.content?.['application/json'])
        hold(`answer of ${name}`, `${pointer}/responses/${response.status}/content/application~1json/schema`, safeJson(answer))
      else if (answer !== '') mismatches.push(`${name} answers ${response.status} without a body`)
      return response
    },
  }
}

function escaped(path: string): string {
  return encodeURI(path.replaceAll('~', '~0').replaceAll('/', '~1'))
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
