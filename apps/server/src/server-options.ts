import { createStaticBindings, type NotificationInbox, type ProgrammeStore, type Settings } from '@kaltura-discord/core'
import { watchButtonId } from '@kaltura-discord/discord'
import {
  createFetchTransport,
  createKalturaClient,
  createKsSource,
  createLocalKsIssuer,
  createMediaCatalog,
  discordUsers,
  type KalturaTransport,
} from '@kaltura-discord/kaltura'
import type { KalturaConnection, ServerLog, ServerOptions } from '@kaltura-discord/server'

/** The name of the one connection that environment variables can describe. */
const mainConnection = 'main'

export interface Composition {
  settings: Settings
  stores: { programmes: ProgrammeStore; inbox: NotificationInbox }
  log: ServerLog
  discordApiUrl: string
  /** What carries calls to Kaltura. Default: `fetch`. */
  transport?: KalturaTransport | undefined
}

/** What settings mean for the server, on whatever it runs. */
export function serverOptions({ settings, stores, log, discordApiUrl, transport }: Composition): ServerOptions {
  return {
    discord: {
      apiUrl: `${discordApiUrl}/v10`,
      applicationId: settings.DISCORD_APPLICATION_ID,
      clientSecret: settings.DISCORD_CLIENT_SECRET,
      botToken: settings.DISCORD_BOT_TOKEN,
    },
    connections: [connectionOf(settings, transport)],
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
  }
}

function connectionOf(settings: Settings, transport: KalturaTransport | undefined): KalturaConnection {
  const { KALTURA_PARTNER_ID: partnerId, KALTURA_ADMIN_SECRET: secret, KALTURA_SERVICE_URL: serviceUrl } = settings
  const { KALTURA_NOTIFICATION_TOKEN: token, KALTURA_NOTIFICATION_SECRET: notificationSecret } = settings
  const now = Date.now
  const issuer = createLocalKsIssuer({ partnerId, secret, now })
  const client = createKalturaClient({
    partnerId,
    ks: createKsSource({ issuer, grant: { kind: 'catalogue' }, now }),
    transport: transport ?? createFetchTransport({ serviceUrl, fetch: (...request) => fetch(...request) }),
  })
  return {
    name: mainConnection,
    partnerId,
    serviceUrl,
    analyticsUrl: settings.KALTURA_ANALYTICS_URL,
    uiConfId: settings.KALTURA_UICONF_ID,
    catalog: createMediaCatalog({ client, issuer, partnerId, serviceUrl, fetch: (...request) => fetch(...request), now }),
    issuer,
    users: discordUsers,
    notifications: token && notificationSecret ? { token, secret: notificationSecret } : undefined,
  }
}
