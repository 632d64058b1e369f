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
  /** Where it is told of what is ready; without it nowhere. */
  announceChannelId?: string
  /** Default: the machine's. */
  time?: { now(): number; wait(ms: number): Promise<void> }
}

/** Each has a tenth of the entries, so that what one of them waits for holds back no other. */
const guilds = Array.from({ length: 10 }, (_, index) => ({ guildId: `11000000000000${index}`, tag: `tenth-${index}` }))

/** The real server on any port, before a Kaltura in which every entry is ready and named by its id. */
export async function startReceiver({ stores, discord, token, secret, announceChannelId, time }: ReceiverOptions) {
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
        notifications: { token, secrets: [secret] },
        lookout: undefined,
      },
    ],
    mappings: [],
    bindings: createStaticBindings(
      guilds.map(({ guildId, tag }) => ({
        guildId,
        connection: 'main',
        scope: { tags: [tag], categories: [] },
        controllers: [],
        announceChannelId,
      })),
    ),
    ...stores,
    sink: createDiscordSink({ botToken: discord.botToken, apiUrl: discord.apiUrl, ...time }),
    secret: 'a secret of thirty-two characters or more',
    watchButtonId: (entryId) => entryId,
    ...(time ? { now: time.now } : {}),
  })
  const rooms = { store: createMemoryRoomStore({ now: Date.now }), now: Date.now }
  const { port } = await listen({ server, rooms, port: 0 })
  return { server, port }
}

function everythingReady(): MediaCatalog {
  const plain = { description: '', durationS: 60, kind: 'video', status: 'ready', thumbnailUrl: undefined } as const
  return {
    ...createMemoryCatalog(),
    get: async (id) => ({ ...plain, id, name: id, tags: [tagOf(id)], categories: [], createdAtMs: 0 }),
  }
}

function tagOf(entryId: string): string {
  return guilds[Number.parseInt(entryId.slice(2), 36) % guilds.length]?.tag ?? ''
}
