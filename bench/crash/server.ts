import { createStaticBindings, type MediaCatalog } from '@kaltura-discord/core'
import { discordUsers } from '@kaltura-discord/kaltura'
import { createServer } from '@kaltura-discord/server'
import { listen } from '@kaltura-discord/server/node'
import { openPostgresStores } from '@kaltura-discord/stores/postgres'
import { openSqliteStores } from '@kaltura-discord/stores/sqlite'
import { createMemoryRoomStore } from '@kaltura-discord/sync'
import { Pool } from 'pg'
import { createMemoryCatalog } from '../../packages/core/src/media/memory-catalog.ts'
import { type CrashSetting, fastNow, partnerId } from './setting.ts'

/** The process that is killed: the real server on a real store, before a Kaltura in which every entry is ready. Told its setting as JSON. */
const setting = JSON.parse(process.argv[2] ?? '') as CrashSetting

const startedAtMs = performance.now()
const stores =
  setting.store === 'sqlite'
    ? openSqliteStores({ file: setting.file })
    : await openPostgresStores({ pool: new Pool({ connectionString: setting.url }) })
const openMs = performance.now() - startedAtMs

const { guildId, channelId, token, secret } = setting
const server = await createServer({
  discord: setting.discord,
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
  bindings: createStaticBindings([
    { guildId, connection: 'main', scope: { tags: ['discord'], categories: [] }, controllers: [], announceChannelId: channelId },
  ]),
  ...stores,
  secret: 'a secret of thirty-two characters or more',
  watchButtonId: (entryId) => entryId,
  now: fastNow,
})
const rooms = { store: createMemoryRoomStore({ now: Date.now }), now: Date.now }
const { port } = await listen({ server, rooms, port: 0 })
process.send?.({ port, openMs })
process.once('disconnect', () => process.exit())

function everythingReady(): MediaCatalog {
  const plain = { description: '', durationS: 60, kind: 'video', status: 'ready', thumbnailUrl: undefined } as const
  return {
    ...createMemoryCatalog(),
    get: async (id) => ({ ...plain, id, name: id, tags: ['discord'], categories: [], createdAtMs: 0 }),
  }
}
