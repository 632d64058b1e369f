import { expect, test } from 'vitest'
import worker from './worker.ts'

const settings = {
  DISCORD_APPLICATION_ID: '1100000000000000001',
  DISCORD_BOT_TOKEN: 'token',
  DISCORD_CLIENT_SECRET: 'client secret',
  KALTURA_PARTNER_ID: '12345',
  KALTURA_ADMIN_SECRET: '0123456789abcdef0123456789abcdef',
  KALTURA_UICONF_ID: '50000',
  SERVER_SECRET: 'x'.repeat(32),
  GUILDS: '[]',
}
const nothing = { fetch: () => Promise.reject(new Error('not asked')) }
const bindings = {
  DB: { prepare: () => ({ bind: () => expect.unreachable() }), batch: async () => [] },
  ROOMS: { idFromName: () => ({ equals: () => true }), get: () => nothing },
  ASSETS: nothing,
}

test.each([
  ['KALTURA_RECONCILE_SECONDS', { KALTURA_RECONCILE_SECONDS: '300' }],
  ['KALTURA_MEETINGS_SECONDS', { KALTURA_MEETINGS_SECONDS: '60' }],
  ['KALTURA_RECONCILE_SECONDS and KALTURA_LIVE_ENTRIES', { KALTURA_RECONCILE_SECONDS: '300', KALTURA_LIVE_ENTRIES: '1_live01ab' }],
])('a Worker that is to ask Kaltura by itself says that it can not: %s', async (named, asking) => {
  await expect(answerWith(asking)).rejects.toThrow(`A Worker does not run between requests: remove ${named}, or run the server on Node.`)
})

test('a Worker that is given a Postgres or a Redis says that it uses none, and repeats no address', async () => {
  const answer = answerWith({ DATABASE_URL: 'postgres://kaltura:hunter2@host/kaltura', REDIS_URL: 'redis://host' })

  await expect(answer).rejects.toThrow(
    /^A Worker keeps data in D1 and rooms in Durable Objects: remove DATABASE_URL and REDIS_URL, or run the server on Node.$/,
  )
})

test.each([
  ['a foreign page', 'https://evil.example', 403],
  ['a page without an origin of its own', 'null', 403],
  ['another Activity', 'https://1100000000000000002.discordsays.com', 403],
  ['the Activity', 'https://1100000000000000001.discordsays.com', 200],
  ['a page of the Worker', 'https://server.example', 200],
  ['the page for people outside of Discord', 'https://watch.example', 200],
  ['a program', undefined, 200],
])('[E75] %s is judged by its origin before it reaches a room', async (_, origin, status) => {
  const { answer } = await knock('12/34/i-5', origin ? { upgrade: 'websocket', origin } : { upgrade: 'websocket' })

  expect(answer.status).toBe(status)
})

test.each([
  ['a room of an Activity', '12/34/i-5', { upgrade: 'websocket' }, 200, 1],
  ['a name that no room has', 'any', { upgrade: 'websocket' }, 404, 0],
  ['no name', '', { upgrade: 'websocket' }, 404, 0],
  ['no WebSocket', '12/34/i-5', {}, 426, 0],
])('what asks for %s wakes an object only if it may be a room', async (_, name, headers, status, woken) => {
  const { answer, named } = await knock(name, headers)

  expect([answer.status, named.length]).toEqual([status, woken])
})

/** The Worker's answer at the door of rooms, and the names of the objects that it woke. */
async function knock(room: string, headers: Readonly<Record<string, string>>) {
  const named: string[] = []
  const rooms = {
    idFromName(name: string) {
      named.push(name)
      return { equals: () => true }
    },
    get: () => ({ fetch: async () => new Response('the room') }),
  }
  const request = new Request(`https://server.example/api/v1/rooms/socket?room=${encodeURIComponent(room)}`, { headers })
  const environment = { ...bindings, ...settings, PUBLIC_URL: 'https://watch.example', ROOMS: rooms }
  return { answer: await worker.fetch(request, environment, { waitUntil: () => undefined }), named }
}

function answerWith(more: Readonly<Record<string, string>>): Promise<Response> {
  return worker.fetch(new Request('https://server.example/healthz'), { ...bindings, ...settings, ...more }, { waitUntil: () => undefined })
}
