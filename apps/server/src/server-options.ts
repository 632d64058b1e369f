import {
  createMemorySendLimit,
  type DescribedConnection,
  type DomainStores,
  keptForOf,
  type SendLimit,
  type Settings,
} from '@kaltura-discord/core'
import { createDiscordSink, watchButtonId } from '@kaltura-discord/discord'
import { createKalturaAccount, type KalturaTransport } from '@kaltura-discord/kaltura'
import { type KalturaConnection, recordOwnKs, type ServerLog, type ServerOptions } from '@kaltura-discord/server'
import type { Guilds } from './guilds.ts'
import type { Caches } from './open-caches.ts'

export interface Composition {
  settings: Settings
  /** What counts in each guild. */
  guilds: Guilds
  stores: DomainStores
  /** What Discord lets the bot's token send, shared by all servers. Default: this one has it to itself. */
  limit?: SendLimit | undefined
  /** Default: none but what each part has by itself. */
  caches?: Caches | undefined
  log: ServerLog
  discordApiUrl: string
  /** What carries calls to the Kaltura at an address. Default: `fetch`. */
  transport?: ((serviceUrl: string) => KalturaTransport) | undefined
  /** Milliseconds since 1970; only tests give their own. */
  now?: () => number
}

/** What settings mean for the server, on whatever it runs. */
export function serverOptions({
  settings,
  guilds,
  stores,
  limit = createMemorySendLimit(),
  caches,
  log,
  discordApiUrl,
  transport,
  now = Date.now,
}: Composition): ServerOptions {
  const [main, ...others] = settings.connections
  const connection = (described: DescribedConnection) =>
    connectionOf(described, { links: stores.links, events: stores.events, caches, transport, now })
  return {
    discord: {
      apiUrl: `${discordApiUrl}/v10`,
      applicationId: settings.DISCORD_APPLICATION_ID,
      clientSecret: settings.DISCORD_CLIENT_SECRET,
      botToken: settings.DISCORD_BOT_TOKEN,
    },
    connections: [connection(main), ...others.map(connection)],
    mappings: settings.URL_MAPPINGS,
    bindings: guilds.bindings,
    routesOf: guilds.routesOf,
    flags: guilds.flags,
    guildConfig: { source: guilds.source, editing: guilds.editing },
    programmes: stores.programmes,
    invitations: stores.invitations,
    grants: stores.grants,
    links: stores.links,
    linkCodes: stores.linkCodes,
    inbox: stores.inbox,
    outbox: stores.outbox,
    sink: createDiscordSink({ botToken: settings.DISCORD_BOT_TOKEN, apiUrl: `${discordApiUrl}/v10`, limit }),
    limit,
    cursors: stores.cursors,
    events: stores.events,
    subscribers: stores.subscribers,
    audit: stores.audit,
    personalData: stores.personalData,
    keptForMs: keptForOf(settings),
    roles: caches?.roles,
    keptKs: settings.KS_CACHE_SIZE,
    secret: settings.SERVER_SECRET,
    publicUrl: settings.PUBLIC_URL,
    watchButtonId,
    now,
    log,
  }
}

function connectionOf(
  { name, account: described, ...settings }: DescribedConnection,
  {
    links,
    events,
    caches,
    transport,
    now,
  }: Pick<DomainStores, 'links' | 'events'> & Pick<Composition, 'caches' | 'transport'> & { now: () => number },
): KalturaConnection {
  const { KALTURA_PARTNER_ID: partnerId, KALTURA_SERVICE_URL: serviceUrl, KALTURA_RECONCILE_SECONDS: reconcileS } = settings
  const { KALTURA_NOTIFICATION_TOKEN: token, KALTURA_NOTIFICATION_SECRET: secrets, KALTURA_LIVE_ENTRIES: liveEntries = [] } = settings
  const { KALTURA_MEETINGS_SECONDS: meetingsS } = settings
  const { client, ...account } = createKalturaAccount({
    ...described,
    identity: { links, connection: name },
    partnerId,
    serviceUrl,
    playlists: caches?.playlists,
    onKsIssued: recordOwnKs({ events, connection: name, now }),
    transport: transport?.(serviceUrl),
    fetch: (...request) => fetch(...request),
    now,
  })
  return {
    name,
    partnerId,
    serviceUrl,
    analyticsUrl: settings.KALTURA_ANALYTICS_URL,
    ...(settings.KALTURA_WATCH_URL === undefined ? {} : { watchUrl: settings.KALTURA_WATCH_URL }),
    uiConfId: settings.KALTURA_UICONF_ID,
    ...account,
    linkToken: settings.KALTURA_LINK_TOKEN,
    notifications: token && secrets ? { token, secrets } : undefined,
    lookout: { client, reconcileEveryMs: reconcileS && reconcileS * 1000, meetingsEveryMs: meetingsS && meetingsS * 1000, liveEntries },
  }
}
