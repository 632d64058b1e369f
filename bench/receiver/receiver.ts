import { createStaticBindings, type MediaCatalog } from '@kaltura-discord/core'
import { createDiscordSink } from '@kaltura-discord/discord'
import { discordUsers } from '@kaltura-discord/kaltura'
import { createServer, type ServerOptions } from '@kaltura-discord/server'
import { listen } from '@kaltura-discord/server/node'
import type { Stores } from '@kaltura-discord/stores/sqlite'
import { createMemoryRoomStore } from '@kaltura-discord/sync'
import { createMemoryCatalog } from '../../packages/core/src/media/memory-catalog.ts'
import { partnerId, type ReceiverKeys } from './notification.ts'

export interface ReceiverOptions extends ReceiverKeys {
  stores: Stores
  discord: ServerOptions['discord']
  /** Who is told of what is ready; without it nobody. */
  announce?: { guildId: string; channelId: string }
  now?: () => number
}

/** The real server on any port, before a Kaltura in which every entry is ready and named by its id. */
export async function startReceiver({ stores, discord, token, secret, announce, now }: ReceiverOptions) {
  const server = await createServer({
    discord,
    connections: [
      {
        name: 'main',
        partnerId,
        uiConfId: 2,
        serviceUrl: 'https://kaltura.invalid',
        catalog: everythingReady(),
        issuer: { issue: async () => ({ ks: 'ks', expiresAtMs: 0 }) },
        users: discordUsers,
        meetings: undefined,
        notifications: { token, secret },
        lookout: undefined,
      },
    ],
    mappings: [],
    bindings: createStaticBindings(
      (announce ? [announce] : []).map(({ guildId, channelId }) => ({
        guildId,
        connection: 'main',
        scope: { tags: ['discord'], categories: [] },
        controllers: [],
        announceChannelId: channelId,
      })),
    ),
    ...stores,
    sink: createDiscordSink({ botToken: discord.botToken, apiUrl: discord.apiUrl }),
    secret: 'a secret of thirty-two characters or more',
    watchButtonId: (entryId) => entryId,
    ...(now ? { now } : {}),
  })
  const rooms = { store: createMemoryRoomStore({ now: Date.now }), now: Date.now }
  const { port } = await listen({ server, rooms, port: 0 })
  return { server, port }
}

function everythingReady(): MediaCatalog {
  const plain = { description: '', durationS: 60, kind: 'video', status: 'ready', thumbnailUrl: undefined } as const
  return {
    ...createMemoryCatalog(),
    get: async (id) => ({ ...plain, id, name: id, tags: ['discord'], categories: [], createdAtMs: 0 }),
  }
}
