import { rawRoutes, routes } from '@kaltura-discord/api'
import { createConfigSource, createMemoryGuildConfigStore, createMemoryInvalidations, createStaticBindings } from '@kaltura-discord/core'
import { createMemoryCatalog, createMemorySink } from '@kaltura-discord/core/testing'
import { discordUsers } from '@kaltura-discord/kaltura'
import { createMemoryStores } from '@kaltura-discord/stores/memory'
import { describe, expect, test } from 'vitest'
import type { KalturaConnection } from './connection.ts'
import { createServer } from './create-server.ts'

const connection: KalturaConnection = {
  name: 'main',
  partnerId: 1,
  uiConfId: 2,
  serviceUrl: 'https://www.kaltura.com',
  catalog: createMemoryCatalog(),
  issuer: { issue: async () => ({ ks: 'ks', expiresAtMs: 0 }) },
  users: discordUsers,
  meetings: undefined,
  lookout: undefined,
  notifications: { token: 'an endpoint token', secrets: ['secret'] },
}

const guildConfig = { store: createMemoryGuildConfigStore(), invalidations: createMemoryInvalidations(), now: Date.now }

/** A server whose outside world answers nothing. */
const server = await createServer({
  discord: {
    apiUrl: 'https://discord.invalid',
    applicationId: '1100000000000000001',
    clientSecret: 'client-secret',
    botToken: 'bot-token',
  },
  connections: [connection],
  mappings: [{ prefix: '/kaltura', origin: 'https://www.kaltura.com' }],
  bindings: createStaticBindings([]),
  ...createMemoryStores(),
  sink: createMemorySink().sink,
  guildConfig: {
    source: createConfigSource({
      ...guildConfig,
      operator: { of: () => Object.create(null), locked: new Set() },
      ttlMs: 1,
      onOld: () => {},
      onDeaf: () => {},
    }),
    editing: { ...guildConfig, locked: () => new Set(), onUntold: () => {} },
  },
  secret: 'a secret of thirty-two characters or more',
  watchButtonId: (id) => id,
  fetch: async () => {
    throw new TypeError('fetch failed: Bot bot-token')
  },
})
const ask = (path: string, init?: RequestInit) => server.fetch(new Request(`http://server${path}`, init))
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

describe('the server', () => {
  test('serves nothing that the contract does not declare, and all that it declares', () => {
    const inHonosWords = (path: string) => path.replace(/\{(\w+)\}/g, ':$1')
    const declared = [...Object.values(routes), ...Object.values(rawRoutes)].map(({ method, path }) => `${method} ${inHonosWords(path)}`)
    const served = server.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)

    // Rooms are WebSockets, which attachRooms takes before the app would; metrics are there once it listens on Node.
    const onNode = [rawRoutes.roomSocket, rawRoutes.metrics].map(({ path }) => `GET ${path}`)
    expect([...served, ...onNode].sort()).toEqual(declared.sort())
  })

  test('says that it is there, and sends no referrer and no guessed type', async () => {
    const response = await ask('/healthz')

    expect(response.status).toBe(200)
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('refuses a viewer’s call without a sign-in, and a bot’s without the service token', async () => {
    const place = { instanceId: 'i-1', guildId: '1100000000000000010', channelId: '1100000000000000011' }

    expect((await post('/api/v1/activity/bootstrap', place)).status).toBe(401)
    expect((await post('/api/v1/activity/bootstrap', place, { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' })).status).toBe(401)
    expect((await post('/api/v1/guilds/1100000000000000010/suggestions', {})).status).toBe(401)
  })

  test('says that Discord is away without repeating what was sent to it', async () => {
    const { state } = (await (await post('/api/v1/activity/sign-in', {})).json()) as { state: string }
    const response = await post('/api/v1/activity/sign-in/finish', { state, code: 'the-oauth-code' })
    const text = await response.text()

    expect(response.status).toBe(503)
    expect(JSON.parse(text)).toMatchObject({ code: 'upstream.unavailable', title: 'Discord did not answer.', retryable: true })
    expect(text).not.toMatch(/bot-token|client-secret|the-oauth-code/)
  })

  test('takes no state that it did not make', async () => {
    const response = await post('/api/v1/activity/sign-in/finish', { state: 'made up', code: 'code' })

    expect(await response.json()).toMatchObject({ code: 'sign-in.stale', status: 400 })
  })

  test('lets the media door reach nothing but what a player asks', async () => {
    expect((await post('/api/v1/media/main/api_v3/service/session/action/start', { secret: 'x' })).status).toBe(403)
    expect((await ask('/api/v1/media/main/from/elsewhere/a.m3u8')).status).toBe(404)
    expect((await ask('/api/v1/media/main/p/1/thumbnail/entry_id/0_a')).headers.get('location')).toBe('/kaltura/p/1/thumbnail/entry_id/0_a')
  })
})
