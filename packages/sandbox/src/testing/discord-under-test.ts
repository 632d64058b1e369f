import { once } from 'node:events'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, onTestFinished } from 'vitest'
import { type Clock, systemClock } from '../discord/clock.ts'
import { createDiscord, type Discord } from '../discord/discord.ts'
import { createRest } from '../discord/rest/rest.ts'
import { createOpenApiReferee } from './openapi-referee.ts'

export interface DiscordUnderTest {
  discord: Discord
  /** Where the REST API is: `http://localhost:<port>/api/v10`. */
  api: string
  /** `fetch` under the eyes of the referee. */
  fetch: typeof globalThis.fetch
}

/** Only a Discord, with settings that a whole sandbox leaves at their defaults. It ends with the test. */
export async function startDiscord(
  settings: { clock?: Clock; shards?: number; maxConcurrency?: number; invalidRequestLimit?: number } = {},
): Promise<DiscordUnderTest> {
  const server = createServer()
  await once(server.listen(0, 'localhost'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const discord = createDiscord({ clock: systemClock, gatewayUrl: `ws://localhost:${port}/gateway`, log: () => {}, ...settings })
  const app = new Hono().route('/api/v10', createRest(discord))
  server.on('request', getRequestListener(app.fetch)).on('upgrade', discord.gateway.upgrade)
  const referee = createOpenApiReferee()
  onTestFinished(() => {
    discord.gateway.close()
    server.close()
    server.closeAllConnections()
    expect(referee.mismatches).toEqual([])
  })
  return { discord, api: `http://localhost:${port}/api/v10`, fetch: referee.fetch }
}
