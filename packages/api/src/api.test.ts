import { describe, expect, test } from 'vitest'
import { createApiClient } from './client/api-client.ts'
import { serviceToken } from './client/service-token.ts'
import { openApiDocument } from './openapi/openapi.ts'
import { routes } from './routes/index.ts'
import { rawRoutes } from './routes/raw.ts'
import { pathOf, type Route } from './routes/route.ts'

const problem = { code: 'entry-unknown', title: 'This video is not available here.', status: 403, retryable: false, supportId: '4bf9-2f35' }
const answering = (status: number, body: string) =>
  createApiClient({ baseUrl: '', fetch: async () => new Response(body, { status }), token: () => 'secret-token' })

describe('the client', () => {
  test('gives the parsed answer of a route', async () => {
    expect(await answering(200, '{"clientId":"1100000000000000001"}').call(routes.activityConfig, {})).toEqual({
      clientId: '1100000000000000001',
    })
  })

  test('throws the server’s refusal with its code, words and support id', async () => {
    await expect(answering(403, JSON.stringify(problem)).call(routes.activityConfig, {})).rejects.toMatchObject({
      code: 'entry-unknown',
      message: 'This video is not available here.',
      status: 403,
      details: { supportId: '4bf9-2f35' },
    })
  })

  test('calls anything else unavailable: broken JSON, another shape, an endless answer, somebody’s error page', async () => {
    for (const [status, body] of [
      [200, '{broken'],
      [200, '{"clientId":5}'],
      [200, `{"clientId":"1100000000000000001","more":"${'x'.repeat(1_100_000)}"}`],
      [502, '<html>'],
    ] as const) {
      await expect(answering(status, body).call(routes.activityConfig, {})).rejects.toMatchObject({
        code: 'upstream.unavailable',
        retryable: true,
      })
    }
  })

  test('sends the token only to routes that ask who calls', async () => {
    const sent: (string | null)[] = []
    const api = createApiClient({
      baseUrl: 'http://server',
      token: () => 'secret-token',
      fetch: async (_, init) => {
        sent.push(new Headers(init?.headers).get('authorization'))
        return new Response('{}', { status: 200 })
      },
    })
    await api.call(routes.activityConfig, {}).catch(() => undefined)
    await api.call(routes.suggestEntries, { params: { guildId: '1100000000000000010' }, body: { member } }).catch(() => undefined)

    expect(sent).toEqual([null, 'Bearer secret-token'])
  })
})

test('what is left open in a query is not sent', async () => {
  const asked: string[] = []
  const api = createApiClient({
    baseUrl: 'http://server',
    fetch: async (address) => {
      asked.push(String(address))
      return Response.json({ deliveries: [] })
    },
  })
  await api.call(routes.listDeliveries, {
    params: { guildId: '1100000000000000010' },
    query: { after: undefined, limit: 5, state: 'parked' },
  })

  expect(asked).toEqual(['http://server/api/v1/guilds/1100000000000000010/deliveries?limit=5&state=parked'])
})

const member = { userId: '1100000000000000021', displayName: 'Tom', roleIds: [], permissions: '0' }

test('a path parameter can never add a segment', () => {
  expect(pathOf('/api/v1/guilds/{guildId}/entries', { guildId: '../../admin?x=1' })).toBe('/api/v1/guilds/..%2F..%2Fadmin%3Fx%3D1/entries')
})

test('the service token is the same for everyone who shares the secret, and not the secret', async () => {
  const token = await serviceToken('a secret of thirty-two characters')

  expect(token).toMatch(/^[0-9a-f]{64}$/)
  expect(await serviceToken('a secret of thirty-two characters')).toBe(token)
  expect(await serviceToken('another secret of that many letters')).not.toBe(token)
})

test('every route has a name of its own, and OpenAPI describes all of them', () => {
  const all = [...Object.values<Pick<Route, 'name'> & { path: string }>(routes), ...Object.values(rawRoutes)]
  const document = JSON.stringify(openApiDocument('1.2.3'))

  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  for (const { name, path } of all) {
    expect(document).toContain(`"operationId":"${name}"`)
    expect(document).toContain(`"${path.replace('*', '{rest}')}"`)
  }
})
