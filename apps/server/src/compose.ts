import type { Settings } from '@kaltura-discord/core'
import { discordAddress } from '@kaltura-discord/discord'
import { createServer, type ServerLog } from '@kaltura-discord/server'
import { listen } from '@kaltura-discord/server/node'
import { createRoomLogs } from '@kaltura-discord/server/rooms'
import { openGuilds } from './guilds.ts'
import { kalturaTransport } from './kaltura-transport.ts'
import { openCaches } from './open-caches.ts'
import { openRooms } from './open-rooms.ts'
import { openShared } from './open-shared.ts'
import { openStores } from './open-stores.ts'
import { roomPages } from './room-pages.ts'
import { serverOptions } from './server-options.ts'

export interface ComposeServerOptions {
  settings: Settings
  log: ServerLog
  /** Folder of the built Activity. */
  activityDir?: string
  /** Where Discord's API is; pinned to Discord's own but for stand-ins on this machine. */
  discordApiUrl?: string
}

/** Puts the server together from its settings and starts it. */
export async function composeServer({ settings, log, activityDir, discordApiUrl = discordAddress }: ComposeServerOptions) {
  const stores = await openStores(settings)
  const shared = await openShared(settings, log)
  const caches = openCaches(settings, shared.openCache)
  const transport = kalturaTransport(settings)
  if (transport) log.info({ client: settings.KALTURA_CLIENT }, 'calls to Kaltura go through another client')
  const guilds = openGuilds({ settings, store: stores.guildConfigs, invalidations: shared.invalidations, log })
  const rooms = await openRooms(settings, log)
  const server = await createServer({
    ...serverOptions({ settings, guilds, stores, limit: shared.limit, caches, log, discordApiUrl, transport }),
    showing: async (room) => (await rooms.engine.store.read(room))?.state.mediaId,
  })
  if (shared.probe) server.health.add('shared', shared.probe)
  const listening = await listen({
    server,
    rooms: rooms.engine,
    port: settings.PORT,
    log,
    origins: discordApiUrl === discordAddress ? roomPages(settings) : 'any', // a stand-in has its Activities anywhere on this machine
    ...roomLogs(settings, log),
    ...(activityDir === undefined ? {} : { activityDir }),
  })
  return {
    url: `http://127.0.0.1:${listening.port}`,
    /** For a bot in the same process. */
    limit: shared.limit,
    /** The operator's file has changed: what it says of guilds counts from now on. */
    reread: guilds.reread,
    async close() {
      await listening.close()
      await guilds.close()
      await rooms.close()
      shared.close()
      await stores.close()
    },
  }
}

function roomLogs({ ROOMS_LOG_DIR: folder }: Settings, log: ServerLog) {
  if (folder === undefined) return {}
  return { record: createRoomLogs({ folder, onError: (error) => log.warn({ error }, 'the log of a room could not be written') }) }
}
