import { z } from 'zod'
import type { Setting } from '../setting.ts'
import { byDiscordId, entryAddress, entryId, hexSecret, json, list, oneOrMore, only, secureOrigin, text, whole } from '../written-forms.ts'

const appToken = only({ id: text, token: hexSecret, hash: z.enum(['SHA1', 'SHA256', 'SHA512']).default('SHA256') }).optional()

/** One Kaltura account: the connection `main` has these settings, each other one has the same in `kaltura.connections`. */
export const accountSettings = {
  KALTURA_PARTNER_ID: {
    path: 'kaltura.partnerId',
    schema: whole({ min: 1 }),
    doc: 'Partner ID, from KMC > Settings > Integration Settings',
    targets: ['kaltura', 'auth', 'notifications', 'activity'],
  },
  KALTURA_ADMIN_SECRET: {
    path: 'kaltura.adminSecret',
    schema: hexSecret.optional(),
    doc: 'Administrator secret, from the same page; or KALTURA_APP_TOKENS',
    targets: ['auth'],
    secret: true,
  },
  KALTURA_APP_TOKENS: {
    path: 'kaltura.appTokens',
    schema: json(
      only({ viewer: appToken, catalogue: appToken, 'meeting-planner': appToken, 'meeting-host': appToken, 'meeting-guest': appToken }),
    ).optional(),
    doc: 'App tokens instead of the administrator secret, as JSON: see docs/kaltura.md',
    targets: ['auth'],
    secret: true,
  },
  KALTURA_UICONF_ID: {
    path: 'kaltura.uiConfId',
    schema: whole({ min: 1 }),
    doc: 'Id of the player to embed, from KMC > Studio',
    targets: ['activity'],
  },
  KALTURA_SERVICE_URL: {
    path: 'kaltura.serviceUrl',
    schema: secureOrigin,
    default: 'https://www.kaltura.com',
    doc: 'Where the Kaltura API answers',
    targets: ['kaltura', 'auth', 'activity'],
  },
  KALTURA_WATCH_URL: {
    path: 'kaltura.watchUrl',
    schema: entryAddress.optional(),
    doc: 'Where an entry can be watched in a browser, with {entryId} in its place, such as https://video.example.edu/media/t/{entryId}; offered where an Activity can not be started',
    targets: ['kaltura', 'activity'],
  },
  KALTURA_ANALYTICS_URL: {
    path: 'kaltura.analyticsUrl',
    schema: secureOrigin,
    default: 'https://analytics.kaltura.com',
    doc: "Where Kaltura's view analytics takes what players tell",
    targets: ['activity'],
  },
  KALTURA_NOTIFICATION_SECRET: {
    path: 'kaltura.notificationSecret',
    schema: oneOrMore(text).optional(),
    doc: 'Signing secret of HTTP notifications, or several as a JSON list while one follows another; none are accepted without it',
    targets: ['auth'],
    secret: true,
  },
  KALTURA_NOTIFICATION_TOKEN: {
    path: 'kaltura.notificationToken',
    schema: text.min(16).optional(),
    doc: 'Endpoint token that Kaltura sends in the x-kaltura-discord-token header',
    targets: ['notifications'],
    secret: true,
  },
  KALTURA_USERS: {
    path: 'kaltura.users',
    schema: json(byDiscordId(text)).optional(),
    doc: 'Kaltura user ids by Discord user ids, as JSON; without it a member is discord_<id>: see docs/kaltura.md',
    targets: ['auth'],
  },
  KALTURA_STRANGERS: {
    path: 'kaltura.strangers',
    schema: z.enum(['nobody', 'discord']).optional(),
    doc: 'Who is neither in KALTURA_USERS nor linked: nobody (watches nothing; so without it and with KALTURA_USERS), or discord (watches as discord_<id>)',
    targets: ['auth'],
  },
  KALTURA_LINKS: {
    path: 'kaltura.links',
    schema: z.enum(['one', 'shared']).optional(),
    doc: 'Lets people link their Kaltura account by /kaltura link: one Discord user to each Kaltura user (one), or several (shared); nobody without it: see docs/kaltura.md',
    targets: ['auth'],
  },
  KALTURA_LINK_TOKEN: {
    path: 'kaltura.linkToken',
    schema: z
      .string()
      .regex(/^[\w.~+/=-]{32,512}$/, 'must be 32 to 512 letters, digits and -._~+/=')
      .optional(),
    doc: "Bearer with which your institution's own system confirms who is who; without it only a KS does",
    targets: ['auth'],
    secret: true,
  },
  KALTURA_MEETINGS: {
    path: 'kaltura.meetings',
    schema: z.enum(['kaf', 'legacy', 'events']).optional(),
    doc: 'Meetings: kaf (rooms), legacy (Newrow rooms) or events (Events Platform); none without it: see docs/kaltura.md',
    targets: ['kaltura', 'auth'],
  },
  KALTURA_KAF_URL: {
    path: 'kaltura.kafUrl',
    schema: secureOrigin.optional(),
    doc: 'Where KAF answers, for meetings; https://<partner id>.kaf.kaltura.com without it',
    targets: ['kaltura'],
  },
  KALTURA_ROOM_TEMPLATES: {
    path: 'kaltura.roomTemplates',
    schema: json(only({ webinar: entryId.optional(), classroom: entryId.optional() })).optional(),
    doc: 'Room entries that webinars and classrooms are made after with KALTURA_MEETINGS=kaf, as JSON',
    targets: ['kaltura'],
  },
  KALTURA_USER_SECRET: {
    path: 'kaltura.userSecret',
    schema: hexSecret.optional(),
    doc: 'User secret, from the same page as the partner ID; for KALTURA_MEETINGS=legacy',
    targets: ['auth'],
    secret: true,
  },
  KALTURA_EVENTS_URL: {
    path: 'kaltura.eventsUrl',
    schema: secureOrigin.optional(),
    doc: 'Where the Events Platform of your region answers, such as https://events-api.nvp1.ovp.kaltura.com',
    targets: ['kaltura'],
  },
  KALTURA_EVENTS_USER: {
    path: 'kaltura.eventsUser',
    schema: text.optional(),
    doc: "Kaltura user id of a member of the Events Platform's team, in whose name meetings are made",
    targets: ['kaltura'],
  },
  KALTURA_RECONCILE_SECONDS: {
    path: 'kaltura.reconcileSeconds',
    schema: whole({ min: 30, max: 86_400 }).optional(),
    doc: 'How often to ask Kaltura for recordings that no notification told of, such as 300 (30 to 86400); never without it',
    targets: ['notifications'],
  },
  KALTURA_MEETINGS_SECONDS: {
    path: 'kaltura.meetingsSeconds',
    schema: whole({ min: 30, max: 86_400 }).optional(),
    doc: 'How often to look at the meetings of each guild, so that channels hear of them, such as 60 (30 to 86400); never without it',
    targets: ['notifications'],
  },
  KALTURA_LIVE_ENTRIES: {
    path: 'kaltura.liveEntries',
    schema: list(entryId).optional(),
    doc: 'Ids of live streams, separated by commas, whose start is told to the channels; none without it',
    targets: ['notifications'],
  },
} as const satisfies Record<string, Setting>
