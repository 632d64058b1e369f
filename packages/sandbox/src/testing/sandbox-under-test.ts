import { Client, Events, GatewayIntentBits, Partials, type RESTOptions } from 'discord.js'
import { expect, onTestFinished } from 'vitest'
import { cast } from '../discord/cast.ts'
import type { Clock } from '../discord/clock.ts'
import type { Sandbox } from '../running-sandbox.ts'
import { createSandbox } from '../sandbox.ts'
import { createOpenApiReferee } from './openapi-referee.ts'

export const channelId = cast.channels.general.id
export const manager = cast.members.manager.userId
export const member = cast.members.member.userId
export const guest = cast.members.guest.userId

export interface SandboxUnderTest {
  sandbox: Sandbox
  /** Discord's REST, watched by the referee: `rest('GET', '/users/@me')`, as the bot unless told otherwise. */
  rest(
    method: string,
    path: string,
    options?: { body?: unknown; authorization?: string | null },
  ): Promise<{ status: number; json: Json; headers: Headers }>
  /** The control API. */
  control(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<{ status: number; json: Json }>
  /** A real discord.js client that is logged in and ready. @param more intents beside guilds and their messages */
  bot(more?: readonly GatewayIntentBits[]): Promise<Client<true>>
}

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer by looking at it
export type Json = any

/** A sandbox on free ports that ends with the test. When it does, every REST call of the test must have fitted Discord's OpenAPI. */
export async function startSandbox(
  options: { clock?: Clock; kaltura?: boolean; activities?: boolean; seed?: number; log?: (line: string) => void } = {},
): Promise<SandboxUnderTest> {
  const sandbox = await createSandbox({ port: 0, kaltura: false, ...options })
  const referee = createOpenApiReferee()
  const clients: Client[] = []
  onTestFinished(async () => {
    await Promise.all(clients.map((client) => client.destroy()))
    await sandbox.close()
    expect(referee.mismatches).toEqual([])
  })
  const token = sandbox.environment.DISCORD_BOT_TOKEN ?? ''

  return {
    sandbox,
    async rest(method, path, { body, authorization = `Bot ${token}` } = {}) {
      const headers = { ...(authorization === null ? {} : { authorization }), 'content-type': 'application/json' }
      const response = await referee.fetch(`${sandbox.url}/api/v10${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, json: text === '' ? undefined : JSON.parse(text), headers: response.headers }
    },
    async control(method, path, body, headers = {}) {
      const response = await fetch(`${sandbox.url}/sandbox${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
    },
    async bot(more = []) {
      const client = new Client({
        intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, ...more],
        partials: [Partials.Channel],
        rest: { api: `${sandbox.url}/api`, makeRequest: asMakeRequest(referee.fetch) },
      })
      clients.push(client)
      const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
      await client.login(token)
      return ready
    },
  }
}

/** discord.js types its requests and answers with undici's names for what `fetch` takes and gives. */
function asMakeRequest(fetch: typeof globalThis.fetch): RESTOptions['makeRequest'] {
  return fetch as unknown as RESTOptions['makeRequest']
}

/** Waits until `look` gives something. For what real sockets bring in their own time. */
export async function eventually<T>(look: () => T | undefined | false): Promise<T> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const found = look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > deadline) throw new Error('It did not happen within twenty seconds.')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
