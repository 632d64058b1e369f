import { createStaticBindings, notificationRoute } from '@kaltura-discord/core'
import { createDiscordSink } from '@kaltura-discord/discord'
import { createKalturaAccount } from '@kaltura-discord/kaltura'
import { createNotificationHandler, recordOwnKs } from '@kaltura-discord/server'
import { openSqliteStores } from '@kaltura-discord/stores/sqlite'
import { Hono } from 'hono'

/** The application that was there before, and what it takes to have Kaltura's news in one of its Discord channels. */
export function createApp(environment: Readonly<Record<string, string | undefined>>) {
  const setting = (name: string) => environment[name] ?? ''
  const guildId = setting('GUILD_ID')
  const partnerId = Number(setting('KALTURA_PARTNER_ID'))
  const stores = openSqliteStores({ file: setting('DATABASE_FILE') })
  const account = createKalturaAccount({
    partnerId,
    serviceUrl: setting('KALTURA_SERVICE_URL') || 'https://www.kaltura.com',
    credentials: { kind: 'admin-secret', secret: setting('KALTURA_ADMIN_SECRET') },
    onKsIssued: recordOwnKs({ events: stores.events, connection: 'main', now: Date.now }),
    fetch,
    now: Date.now,
  })
  const notifications = createNotificationHandler({
    connections: [
      {
        name: 'main',
        partnerId,
        catalog: account.catalog,
        notifications: { token: setting('KALTURA_NOTIFICATION_TOKEN'), secrets: [setting('KALTURA_NOTIFICATION_SECRET')] },
        lookout: { client: account.client, reconcileEveryMs: 300_000, liveEntries: [] },
      },
    ],
    stores,
    bindings: createStaticBindings([
      { guildId, connection: 'main', scope: { tags: ['discord'], categories: [] }, controllers: [], announceChannelId: undefined },
    ]),
    routesOf: async () => [
      notificationRoute.parse({ channelId: setting('CHANNEL_ID'), locale: 'de', events: ['entry-ready', 'recording-ready'] }),
    ],
    sink: createDiscordSink({
      botToken: setting('DISCORD_BOT_TOKEN'),
      ...(environment.DISCORD_API_URL ? { apiUrl: environment.DISCORD_API_URL } : {}),
    }),
  })

  const app = new Hono()
  app.get('/', (context) => context.text('My application, as it was.'))
  app.post('/api/v1/kaltura/*', (context) => notifications.fetch(context.req.raw))
  return { app, notifications, stores }
}
