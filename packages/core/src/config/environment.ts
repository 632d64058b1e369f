import { z } from 'zod'

const snowflake = z.string().regex(/^\d{17,20}$/, 'must be a Discord id: 17 to 20 digits')
const text = z.string().trim().min(1)
const origin = z
  .url()
  .refine((address) => URL.canParse(address) && new URL(address).origin === address, 'must be an origin, such as https://cfvod.kaltura.com')
const binding = z.object({
  guildId: snowflake,
  tags: z.array(text).default([]),
  categories: z.array(text).default([]),
  controllers: z.union([z.literal('everyone'), z.array(snowflake)]).default('everyone'),
  announceChannelId: snowflake.optional(),
})

/** Every setting, by the name of its environment variable. `.env.example` and the README are held against this table. */
export const settings = {
  DISCORD_APPLICATION_ID: snowflake.describe('Application ID, from the General Information page of the Discord developer portal'),
  DISCORD_BOT_TOKEN: text.describe('Bot token, from the Bot page of the portal (secret)'),
  DISCORD_CLIENT_SECRET: text.describe('OAuth2 client secret, from the OAuth2 page of the portal (secret)'),
  KALTURA_PARTNER_ID: z.coerce.number().int().positive().describe('Partner ID, from KMC > Settings > Integration Settings'),
  KALTURA_ADMIN_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32}$/i, 'must be 32 hexadecimal digits')
    .describe('Administrator secret, from the same page (secret)'),
  KALTURA_UICONF_ID: z.coerce.number().int().positive().describe('Id of the player to embed, from KMC > Studio'),
  KALTURA_SERVICE_URL: origin.default('https://www.kaltura.com').describe('Where the Kaltura API answers'),
  KALTURA_ANALYTICS_URL: origin.default('https://analytics.kaltura.com').describe("Where Kaltura's view analytics takes what players tell"),
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
  PORT: z.coerce.number().int().min(0).max(65535).default(8080).describe('Where the server listens'),
  DATA_DIR: text.default('.data').describe('Folder of the SQLite database'),
} as const

const schema = z.object(settings)
export type Settings = z.infer<typeof schema>

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
  if (parsed.success) return { kind: 'complete', settings: parsed.data }
  return { kind: 'incomplete', problems: parsed.error.issues.map((issue) => problem(issue, set)) }
}

function problem(issue: z.core.$ZodIssue, set: Readonly<Record<string, unknown>>): string {
  const [name = ''] = issue.path.map(String)
  const what = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties?.[name]
  const hint = typeof what === 'object' && what.description ? ` (${what.description})` : ''
  return name in set
    ? `${name} ${issue.path.length > 1 ? `at ${issue.path.slice(1).join('.')} ` : ''}is not usable: ${issue.message}`
    : `${name} is missing${hint}`
}

function mappings() {
  return z
    .string()
    .transform((source) => source.split(',').map((line) => line.trim().split('=')))
    .pipe(
      z.array(
        z.tuple([z.string().regex(/^\/[\w-]+$/, 'must be like /kaltura'), origin]).transform(([prefix, origin]) => ({ prefix, origin })),
      ),
    )
}

function json<T extends z.ZodType>(inner: T) {
  return z
    .string()
    .transform((source, context) => {
      try {
        return JSON.parse(source) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' })
        return z.NEVER
      }
    })
    .pipe(inner)
}
