import type { DomainStores, Settings } from '@kaltura-discord/core'
import { createDiscordSink, watchButtonId } from '@kaltura-discord/discord'
import { createKalturaAccount, type KalturaTransport } from '@kaltura-discord/kaltura'
import type { KalturaConnection, ServerLog, ServerOptions } from '@kaltura-discord/server'
import { type Guilds, mainConnection } from './guilds.ts'

export interface Composition {
  settings: Settings
  /** What counts in each guild. */
  guilds: Guilds
  stores: DomainStores
  log: ServerLog
  discordApiUrl: string
  /** What carries calls to Kaltura. Default: `fetch`. */
  transport?: KalturaTransport | undefined
  /** Milliseconds since 1970; only tests give their own. */
  now?: () => number
}

/** What settings mean for the server, on whatever it runs. */
export function serverOptions({ settings, guilds, stores, log, discordApiUrl, transport, now = Date.now }: Composition): ServerOptions {
  return {
    discord: {
      apiUrl: `${discordApiUrl}/v10`,
      applicationId: settings.DISCORD_APPLICATION_ID,
      clientSecret: settings.DISCORD_CLIENT_SECRET,
      botToken: settings.DISCORD_BOT_TOKEN,
    },
    connections: [connectionOf(settings, stores, transport, now)],
    mappings: settings.URL_MAPPINGS,
    bindings: guilds.bindings,
    routesOf: guilds.routesOf,
    flags: guilds.flags,
    guildConfig: { source: guilds.source, editor: guilds.editor },
    programmes: stores.programmes,
    invitations: stores.invitations,
    grants: stores.grants,
    links: stores.links,
    linkCodes: stores.linkCodes,
    inbox: stores.inbox,
    outbox: stores.outbox,
    sink: createDiscordSink({ botToken: settings.DISCORD_BOT_TOKEN, apiUrl: `${discordApiUrl}/v10` }),
    cursors: stores.cursors,
    events: stores.events,
    subscribers: stores.subscribers,
    audit: stores.audit,
    personalData: stores.personalData,
    secret: settings.SERVER_SECRET,
    linkToken: settings.KALTURA_LINK_TOKEN,
    publicUrl: settings.PUBLIC_URL,
    watchButtonId,
    now,
    log,
  }
}

function connectionOf(
  settings: Settings,
  { links }: DomainStores,
  transport: KalturaTransport | undefined,
  now: () => number,
): KalturaConnection {
  const { KALTURA_PARTNER_ID: partnerId, KALTURA_SERVICE_URL: serviceUrl, KALTURA_RECONCILE_SECONDS: reconcileS } = settings
  const { KALTURA_NOTIFICATION_TOKEN: token, KALTURA_NOTIFICATION_SECRET: secret, KALTURA_LIVE_ENTRIES: liveEntries = [] } = settings
  const { KALTURA_MEETINGS_SECONDS: meetingsS } = settings
  const { client, ...account } = createKalturaAccount({
    ...settings.kaltura,
    identity: { links, connection: mainConnection },
    partnerId,
    serviceUrl,
    transport,
    fetch: (...request) => fetch(...request),
    now,
  })
  return {
    name: mainConnection,
    partnerId,
    serviceUrl,
    analyticsUrl: settings.KALTURA_ANALYTICS_URL,
    ...(settings.KALTURA_WATCH_URL === undefined ? {} : { watchUrl: settings.KALTURA_WATCH_URL }),
    uiConfId: settings.KALTURA_UICONF_ID,
    ...account,
    notifications: token && secret ? { token, secret } : undefined,
    lookout: { client, reconcileEveryMs: reconcileS && reconcileS * 1000, meetingsEveryMs: meetingsS && meetingsS * 1000, liveEntries },
  }
}
