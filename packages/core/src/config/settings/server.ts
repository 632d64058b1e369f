import { z } from 'zod'
import { type Setting, serverTargets, targets } from '../setting.ts'
import { entryId, holders, json, mappings, publicOrigin, snowflake, text, whole } from '../written-forms.ts'
import { guildSettings } from './guild.ts'

/** What an operator says of one guild; what its people may say too is optional, and `GUILD_…` counts without it. */
const binding = z.object({
  guildId: snowflake,
  connection: text.optional(),
  tags: z.array(text).default([]),
  categories: z.array(text).default([]),
  playlists: z.array(entryId).default([]),
  managers: holders.default([]),
  locale: guildSettings.GUILD_LOCALE.schema.optional(),
  controllers: guildSettings.GUILD_CONTROLLERS.schema.optional(),
  watchers: guildSettings.GUILD_WATCHERS.schema.optional(),
  announceChannelId: guildSettings.GUILD_ANNOUNCE_CHANNEL_ID.schema,
  routes: guildSettings.GUILD_ROUTES.schema,
  features: guildSettings.GUILD_FEATURES.schema,
})

const addressLike = (example: string) =>
  `must be an address such as ${example}, in which special characters of a password are written as in %40 for @`
const redisUrl = z.url({ protocol: /^rediss?$/, error: addressLike('redis://user:password@host:6379') }).optional()

/** Our own programs. */
export const serverSettings = {
  NODE_ENV: {
    path: 'mode',
    schema: text,
    default: 'development',
    doc: 'production: the defaults for production count where there are two',
    targets,
  },
  CONFIG_FILE: {
    schema: text.optional(),
    doc: 'A JSON or YAML file with settings; the environment wins over it: see docs/configuration.md',
    targets,
  },
  URL_MAPPINGS: {
    path: 'urlMappings',
    schema: mappings(),
    default: '/kaltura=https://www.kaltura.com,/kaltura-cdn=https://cdnapisec.kaltura.com,/kaltura-vod=https://cfvod.kaltura.com',
    doc: 'The URL Mappings of the Activity beside /, as prefix=origin, separated by commas; the same as in the Discord developer portal',
    targets: ['activity'],
  },
  SERVER_SECRET: {
    path: 'server.secret',
    schema: z.string().min(32, 'must be at least 32 characters'),
    doc: 'Signs tickets and calls between bot and server',
    targets: ['auth', 'config', 'activity', 'bot'],
    secret: true,
  },
  GUILDS: {
    path: 'guilds',
    schema: json(z.array(binding)),
    doc: 'Which guild may see what of Kaltura, as JSON: see docs/guilds.md',
    targets: ['config'],
    live: true,
  },
  DATABASE_URL: {
    path: 'database.url',
    schema: z.url({ protocol: /^postgres(ql)?$/, error: addressLike('postgres://user:password@host:5432/name') }).optional(),
    doc: 'Postgres for the data of several servers, such as postgres://user:password@host:5432/name; install the npm package pg beside the server. None: one server, SQLite in DATA_DIR',
    targets: ['config', 'notifications', 'activity'],
    secret: true,
  },
  REDIS_URL: {
    path: 'redis.url',
    schema: redisUrl,
    doc: 'Redis or Valkey for what several processes share, such as redis://host:6379: rooms, what Discord lets the bot send, news of changes, caches; install the npm package @redis/client beside the server, and beside a bot that runs on its own. None: each has its own',
    targets: ['kaltura', 'config', 'notifications', 'activity', 'bot'],
    secret: true,
  },
  ROOMS_REDIS_URL: {
    path: 'rooms.redisUrl',
    schema: redisUrl,
    doc: 'Another Redis or Valkey for the rooms, such as one that writes to its disk more often; without it they are in REDIS_URL, and without both in memory and DATA_DIR',
    targets: ['activity'],
    secret: true,
  },
  ROOMS_LOG_DIR: {
    path: 'rooms.logDir',
    schema: text.optional(),
    doc: 'Folder for the flight recorder: what happened in each of the latest 200 rooms, without names and ids, in files of 1 MiB; none without it',
    targets: ['activity'],
  },
  PUBLIC_URL: {
    path: 'server.publicUrl',
    schema: publicOrigin.optional(),
    doc: 'Where browsers outside of Discord reach the server, such as https://watch.example.org: people are invited by links to it; none without it',
    targets: ['auth', 'activity'],
  },
  PORT: {
    path: 'server.port',
    schema: whole({ min: 0, max: 65_535 }),
    default: '8080',
    doc: 'Where the server listens',
    targets: serverTargets,
  },
  DATA_DIR: {
    path: 'server.dataDir',
    schema: text,
    default: '.data',
    doc: 'Folder of the SQLite databases: all data without DATABASE_URL, copies of the rooms without REDIS_URL',
    targets: ['config', 'notifications', 'activity'],
  },
  ACTIVITY_DIR: {
    path: 'activity.dir',
    schema: text.optional(),
    doc: 'Folder of a built Activity to serve at /, such as packages/activity-ui/dist/app; without it only the API answers. `npm start` builds its own',
    targets: ['gateway'],
  },
  SERVER_URL: {
    path: 'server.url',
    schema: z.url({ protocol: /^https?$/ }),
    doc: 'Where a bot that runs on its own reaches the server, such as http://127.0.0.1:8080; `npm start` knows it',
    targets: ['bot'],
  },
} as const satisfies Record<string, Setting>
