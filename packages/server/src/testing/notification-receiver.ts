import { once } from 'node:events'
import { connect } from 'node:net'
import { createStaticBindings, type Entry } from '@kaltura-discord/core'
import { createMemoryCatalog, createMemorySink } from '@kaltura-discord/core/testing'
import { discordUsers, signHttpNotification } from '@kaltura-discord/kaltura'
import { createMemoryStores } from '@kaltura-discord/stores/memory'
import { createMemoryRoomStore } from '@kaltura-discord/sync'
import { onTestFinished } from 'vitest'
import type { KalturaConnection } from '../connection.ts'
import { createServer } from '../create-server.ts'
import { listen } from '../node/listen.ts'

export const startMs = 1_800_000_000_000
/** What {@link ready} tells of. */
export const entry: Entry = {
  id: '0_rec00001',
  name: 'Seminar',
  description: '',
  durationS: 60,
  kind: 'video',
  status: 'ready',
  tags: ['discord'],
  categories: [],
  thumbnailUrl: undefined,
  createdAtMs: startMs,
}
const account = (name: string, partnerId: number): KalturaConnection => ({
  name,
  partnerId,
  uiConfId: 2,
  serviceUrl: 'https://www.kaltura.com',
  catalog: createMemoryCatalog([{ entry }]),
  issuer: { issue: async () => ({ ks: 'ks', expiresAtMs: 0 }) },
  users: discordUsers,
  meetings: undefined,
  notifications: { token: `token of ${name}`, secrets: [`secret of ${name}`] },
  lookout: undefined,
})

export const ready = {
  objectType: 'KalturaHttpNotification',
  object: { objectType: 'KalturaMediaEntry', id: entry.id, status: 2, partnerId: 101 },
  eventType: 3,
  eventNotificationJobId: 33_578_094_492,
  templateId: 501,
}
type Body = Uint8Array<ArrayBuffer>
export const utf8 = (value: unknown): Body => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
export const headersFor = async (body: Uint8Array, by = 'main', to = 'main'): Promise<Record<string, string>> => ({
  ...(await signHttpNotification({ secret: `secret of ${by}`, algorithm: 'sha256', body })),
  'x-kaltura-discord-token': `token of ${to}`,
  'content-type': 'application/json',
})

/** A server on a real port with two accounts, one guild that listens to the first, and a Discord that keeps what it is sent. */
export async function givenReceiver({ requestTimeoutMs = 5_000 } = {}) {
  const clock = { nowMs: startMs }
  const { sink, messages } = createMemorySink()
  const errors: string[] = []
  const bindings = [
    { guildId: '1', connection: 'main', scope: { tags: ['discord'], categories: [] }, controllers: [], announceChannelId: '77' },
  ]
  const server = await createServer({
    discord: { apiUrl: 'https://discord.invalid', applicationId: '1', clientSecret: 'x', botToken: 'y' },
    connections: [account('main', 101), account('other', 666)],
    mappings: [],
    bindings: createStaticBindings(bindings),
    ...createMemoryStores(),
    programmes: {
      start: async () => ({ kind: 'kept' }),
      find: async () => undefined,
      leaveOff: async () => undefined,
      leftOff: async () => undefined,
    },
    sink,
    secret: 'a secret of thirty-two characters or more',
    watchButtonId: (id) => id,
    now: () => clock.nowMs,
    log: { info: () => {}, warn: () => {}, error: (_, message) => void errors.push(message) },
  })
  const rooms = { store: createMemoryRoomStore({ now: Date.now }), now: Date.now }
  const { port, close } = await listen({ server, rooms, port: 0, requestTimeoutMs })
  onTestFinished(close)
  const url = `http://127.0.0.1:${port}/api/v1/kaltura/main/notifications`

  return {
    clock,
    messages,
    errors,
    port,
    idle: server.idle,
    async post(body: Body, headers?: Record<string, string>) {
      const response = await fetch(url, { method: 'POST', body, headers: headers ?? (await headersFor(body)) })
      return `${response.status} ${await response.text()}`.replace(/ \{.*"(?:outcome|code)":"([\w.-]+)".*/, ' $1')
    },
    status: async (method: string) => (await fetch(url, { method, headers: await headersFor(utf8('')) })).status,
  }
}

/** Writes these bytes to a socket and gives back what was said before it was closed. */
export async function raw(
  port: number,
  head: readonly string[],
  body: (write: (bytes: Uint8Array | string) => void) => void,
): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' })
  let heard = ''
  socket.on('data', (bytes) => {
    heard += bytes.toString()
  })
  socket.on('error', () => {}) // it may be closed on us while we still write
  await once(socket, 'connect')
  socket.write(`${[`POST /api/v1/kaltura/main/notifications HTTP/1.1`, 'host: x', 'connection: close', ...head].join('\r\n')}\r\n\r\n`)
  body((bytes) => socket.write(bytes))
  await once(socket, 'close')
  return heard
}
export const linesOf = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
