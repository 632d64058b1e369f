import { z } from 'zod'
import { type KalturaAccount, kalturaAccountOf, noCredentials } from './kaltura-account.ts'
import {
  byDiscordId,
  entryId,
  hexSecret,
  json,
  list,
  mappings,
  only,
  publicOrigin,
  secureOrigin,
  snowflake,
  text,
} from './written-forms.ts'

const binding = z.object({
  guildId: snowflake,
  tags: z.array(text).default([]),
  categories: z.array(text).default([]),
  controllers: z.union([z.literal('everyone'), z.array(snowflake)]).default('everyone'),
  announceChannelId: snowflake.optional(),
})
const appToken = only({ id: text, token: hexSecret, hash: z.enum(['SHA1', 'SHA256', 'SHA512']).default('SHA256') }).optional()

/** Every setting, by the name of its environment variable. `.env.example` and the README are held against this table. */
export const settings = {
  DISCORD_APPLICATION_ID: snowflake.describe('Application ID, from the General Information page of the Discord developer portal'),
  DISCORD_BOT_TOKEN: text.describe('Bot token, from the Bot page of the portal (secret)'),
  DISCORD_CLIENT_SECRET: text.describe('OAuth2 client secret, from the OAuth2 page of the portal (secret)'),
  KALTURA_PARTNER_ID: z.coerce.number().int().positive().describe('Partner ID, from KMC > Settings > Integration Settings'),
  KALTURA_ADMIN_SECRET: hexSecret.optional().describe('Administrator secret, from the same page (secret); or KALTURA_APP_TOKENS'),
  KALTURA_APP_TOKENS: json(
    only({
      viewer: appToken,
      catalogue: appToken,
      'meeting-planner': appToken,
      'meeting-host': appToken,
      'meeting-guest': appToken,
    }),
  )
    .optional()
    .describe('App tokens instead of the administrator secret, as JSON (secret): see docs/kaltura.md'),
  KALTURA_UICONF_ID: z.coerce.number().int().positive().describe('Id of the player to embed, from KMC > Studio'),
  KALTURA_SERVICE_URL: secureOrigin.default('https://www.kaltura.com').describe('Where the Kaltura API answers'),
  KALTURA_ANALYTICS_URL: secureOrigin
    .default('https://analytics.kaltura.com')
    .describe("Where Kaltura's view analytics takes what players tell"),
  KALTURA_CLIENT: z
    .enum(['fetch', 'kaltura-client'])
    .default('fetch')
    .describe(
      'What carries calls to Kaltura: our own client, or the npm package kaltura-client (AGPL), which you install beside the server',
    ),
  KALTURA_NOTIFICATION_SECRET: text.optional().describe('Signing secret of HTTP notifications; none are accepted without it (secret)'),
  KALTURA_NOTIFICATION_TOKEN: text
    .min(16)
    .optional()
    .describe('Endpoint token that Kaltura sends in the x-kaltura-discord-token header (secret)'),
  KALTURA_USERS: json(byDiscordId(text))
    .optional()
    .describe('Kaltura user ids by Discord user ids, as JSON; without it a member is discord_<id>: see docs/kaltura.md'),
  KALTURA_STRANGERS: z
    .enum(['nobody', 'discord'])
    .optional()
    .describe('Who is not in KALTURA_USERS: nobody (watches nothing; so without it), or discord (watches as discord_<id>)'),
  KALTURA_MEETINGS: z
    .enum(['kaf', 'legacy', 'events'])
    .optional()
    .describe('Meetings: kaf (rooms), legacy (Newrow rooms) or events (Events Platform); none without it: see docs/kaltura.md'),
  KALTURA_KAF_URL: secureOrigin.optional().describe('Where KAF answers, for meetings; https://<partner id>.kaf.kaltura.com without it'),
  KALTURA_ROOM_TEMPLATES: json(only({ webinar: entryId.optional(), classroom: entryId.optional() }))
    .optional()
    .describe('Room entries that webinars and classrooms are made after with KALTURA_MEETINGS=kaf, as JSON'),
  KALTURA_USER_SECRET: hexSecret
    .optional()
    .describe('User secret, from the same page as the partner ID; for KALTURA_MEETINGS=legacy (secret)'),
  KALTURA_EVENTS_URL: secureOrigin
    .optional()
    .describe('Where the Events Platform of your region answers, such as https://events-api.nvp1.ovp.kaltura.com'),
  KALTURA_EVENTS_USER: text
    .optional()
    .describe("Kaltura user id of a member of the Events Platform's team, in whose name meetings are made"),
  KALTURA_RECONCILE_SECONDS: z.coerce
    .number()
    .int()
    .min(30)
    .max(86_400)
    .optional()
    .describe('How often to ask Kaltura for recordings that no notification told of, such as 300 (30 to 86400); never without it'),
  KALTURA_LIVE_ENTRIES: list(entryId)
    .optional()
    .describe('Ids of live streams, separated by commas, whose start is told to the channels; none without it'),
  URL_MAPPINGS: mappings()
    .default([
      { prefix: '/kaltura', origin: 'https://www.kaltura.com' },
      { prefix: '/kaltura-cdn', origin: 'https://cdnapisec.kaltura.com' },
      { prefix: '/kaltura-vod', origin: 'https://cfvod.kaltura.com' },
    ])
    .describe(
      'The URL Mappings of the Activity beside /, as prefix=origin, separated by commas; the same as in the Discord developer portal',
    ),
  SERVER_SECRET: z.string().min(32, 'must be at least 32 characters').describe('Signs tickets and calls between bot and server (secret)'),
  GUILDS: json(z.array(binding)).describe('Which guild may see what of Kaltura, as JSON: see docs/guilds.md'),
  ROOMS_REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe(
      'Redis or Valkey for the rooms of several servers, such as redis://host:6379; install the npm package @redis/client beside the server. None: one server, rooms in memory and DATA_DIR (secret)',
    ),
  PUBLIC_URL: publicOrigin
    .optional()
    .describe(
      'Where browsers outside of Discord reach the server, such as https://watch.example.org: people are invited by links to it; none without it',
    ),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080).describe('Where the server listens'),
  DATA_DIR: text.default('.data').describe('Folder of the SQLite database'),
} as const

const schema = z.object(settings)
/** All of them, read; and what those about the Kaltura account mean together. */
export type Settings = z.infer<typeof schema> & { kaltura: KalturaAccount }

export type SettingsOutcome =
  | { kind: 'complete'; settings: Settings }
  /** Nothing that only a real deployment needs is set. */
  | { kind: 'absent' }
  /** Something is set, but not enough, or wrong: each problem names a variable and says what to do; no value is repeated. */
  | { kind: 'incomplete'; problems: readonly string[] }

const credentials = [
  'DISCORD_APPLICATION_ID',
  'DISCORD_BOT_TOKEN',
  'DISCORD_CLIENT_SECRET',
  'KALTURA_PARTNER_ID',
  'KALTURA_ADMIN_SECRET',
  'KALTURA_APP_TOKENS',
] as const

/**
 * Reads the settings from environment variables. Blank counts as unset.
 *
 * It never fills a gap with something else: with one credential set and another missing the answer is `incomplete`, and whoever asked must stop.
 */
export function environmentSettings(environment: Readonly<Record<string, string | undefined>>): SettingsOutcome {
  const set = Object.fromEntries(Object.entries(environment).filter(([name, value]) => name in settings && value?.trim()))
  if (!credentials.some((name) => name in set)) return { kind: 'absent' }
  const parsed = schema.safeParse(set)
  if (!parsed.success) {
    const isWithout = !('KALTURA_ADMIN_SECRET' in set || 'KALTURA_APP_TOKENS' in set)
    return {
      kind: 'incomplete',
      problems: [...parsed.error.issues.map((issue) => problem(issue, set)), ...(isWithout ? [noCredentials] : [])],
    }
  }
  const kaltura = kalturaAccountOf(parsed.data)
  if ('problems' in kaltura) return { kind: 'incomplete', problems: kaltura.problems }
  return { kind: 'complete', settings: { ...parsed.data, kaltura } }
}

function problem(issue: z.core.$ZodIssue, set: Readonly<Record<string, unknown>>): string {
  const [name = ''] = issue.path.map(String)
  const what = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties?.[name]
  const hint = typeof what === 'object' && what.description ? ` (${what.description})` : ''
  return name in set
    ? `${name} ${issue.path.length > 1 ? `at ${issue.path.slice(1).join('.')} ` : ''}is not usable: ${issue.message}`
    : `${name} is missing${hint}`
}
