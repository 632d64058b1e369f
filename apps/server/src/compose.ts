import { createStaticBindings, type Settings } from '@kaltura-discord/core'
import { discordAddress, watchButtonId } from '@kaltura-discord/discord'
import { createKalturaClient, createLocalKsIssuer, createMediaCatalog, createServiceKs } from '@kaltura-discord/kaltura'
import { createServer, type KalturaConnection, type ServerLog } from '@kaltura-discord/server'
import { listen } from '@kaltura-discord/server/node'
import { openSqliteStores } from '@kaltura-discord/stores/sqlite'
import { createMemoryRoomStore } from '@kaltura-discord/sync'

/** The name of the one connection that environment variables can describe. */
const mainConnection = 'main'

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
  const stores = openSqliteStores({ file: settings.DATA_DIR === ':memory:' ? ':memory:' : `${settings.DATA_DIR}/kaltura-discord.db` })
  const server = await createServer({
    discord: {
      apiUrl: `${discordApiUrl}/v10`,
      applicationId: settings.DISCORD_APPLICATION_ID,
      clientSecret: settings.DISCORD_CLIENT_SECRET,
      botToken: settings.DISCORD_BOT_TOKEN,
    },
    connections: [connectionOf(settings)],
    mappings: settings.URL_MAPPINGS,
    bindings: createStaticBindings(
      settings.GUILDS.map(({ guildId, tags, categories, controllers, announceChannelId }) => ({
        guildId,
        connection: mainConnection,
        scope: { tags, categories },
        controllers,
        announceChannelId,
      })),
    ),
    programmes: stores.programmes,
    inbox: stores.inbox,
    secret: settings.SERVER_SECRET,
    watchButtonId,
    log,
  })
  const listening = await listen({
    server,
    rooms: createMemoryRoomStore({ now: () => performance.timeOrigin + performance.now() }),
    port: settings.PORT,
    log,
    ...(activityDir === undefined ? {} : { activityDir }),
  })
  return {
    url: `http://127.0.0.1:${listening.port}`,
    async close() {
      await listening.close()
      await stores.close()
    },
  }
}

function connectionOf(settings: Settings): KalturaConnection {
  const { KALTURA_PARTNER_ID: partnerId, KALTURA_ADMIN_SECRET: secret, KALTURA_SERVICE_URL: serviceUrl } = settings
  const { KALTURA_NOTIFICATION_TOKEN: token, KALTURA_NOTIFICATION_SECRET: notificationSecret } = settings
  const now = Date.now
  const client = createKalturaClient({ serviceUrl, partnerId, ks: createServiceKs({ partnerId, secret, now }), fetch })
  return {
    name: mainConnection,
    partnerId,
    serviceUrl,
    uiConfId: settings.KALTURA_UICONF_ID,
    catalog: createMediaCatalog({ client }),
    issuer: createLocalKsIssuer({ partnerId, secret, now }),
    notifications: token && notificationSecret ? { token, secret: notificationSecret } : undefined,
  }
}
