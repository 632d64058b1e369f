import { z } from 'zod'
import { flagNames, flagRules, flagSwitches, flags } from '../../flags/flag.ts'
import { defaultLocale, locales } from '../../messages/locale.ts'
import { notificationRoute } from '../../notifications/route.ts'
import type { Setting } from '../setting.ts'
import { holdersText, json, list, snowflake, whole } from '../written-forms.ts'

/** What the people of a guild may have their way, by the last name of its path. */
export const guildPaths = ['locale', 'controllers', 'watchers', 'announceChannelId', 'routes', 'features'] as const
export type GuildPath = (typeof guildPaths)[number]

/** What counts in every guild for which neither its people nor `GUILDS` say anything else. */
export const guildSettings = {
  GUILD_LOCALE: {
    path: 'guild.locale',
    schema: z.enum(locales),
    default: defaultLocale,
    doc: 'The language of what a channel is told: en, es, fr, de or he',
    targets: ['config'],
    guild: true,
    live: true,
  },
  GUILD_CONTROLLERS: {
    path: 'guild.controllers',
    schema: holdersText,
    default: 'everyone',
    doc: 'Who may start a video and hold the remote: everyone, or role ids and permissions, separated by commas',
    targets: ['config'],
    guild: true,
    live: true,
  },
  GUILD_WATCHERS: {
    path: 'guild.watchers',
    schema: holdersText,
    default: 'everyone',
    doc: 'Who may find and watch anything at all: everyone, or role ids and permissions, separated by commas',
    targets: ['config'],
    guild: true,
    live: true,
  },
  GUILD_ANNOUNCE_CHANNEL_ID: {
    path: 'guild.announceChannelId',
    schema: snowflake.optional(),
    doc: 'The channel that hears of everything where there are no routes; for who runs this for one guild',
    targets: ['config'],
    guild: true,
    live: true,
  },
  GUILD_ROUTES: {
    path: 'guild.routes',
    schema: json(z.array(notificationRoute).max(25)).optional(),
    doc: 'Which channels hear of what, as JSON: see docs/guilds.md; for who runs this for one guild',
    targets: ['config'],
    guild: true,
    live: true,
  },
  GUILD_FEATURES: {
    path: 'guild.features',
    schema: json(flagSwitches).optional(),
    doc: `Features that are switched on or off, as JSON: ${flagNames.join(', ')}`,
    targets: ['config'],
    guild: true,
    live: true,
  },
  FEATURES: {
    path: 'features',
    schema: json(flagRules),
    default: '{}',
    doc: `Who has a feature, as JSON: true, false, or a share of the guilds and some by id, such as {"invitations":{"percent":20,"guilds":{"<id>":true}}}. ${flagNames.map((name) => `${name}: ${flags[name].doc}`).join('. ')}`,
    targets: ['config'],
    live: true,
  },
  GUILD_LOCKED: {
    path: 'guild.locked',
    schema: list(z.enum(guildPaths)).optional(),
    doc: `What the people of guilds may not change, separated by commas: ${guildPaths.join(', ')}`,
    targets: ['config'],
    live: true,
  },
  GUILD_CACHE: {
    path: 'guild.cache.engine',
    schema: z.enum(['memory', 'none']),
    default: 'memory',
    doc: 'Where each process keeps what it knows of guilds: memory, or none to ask the database each time',
    targets: ['config'],
  },
  GUILD_CACHE_SECONDS: {
    path: 'guild.cache.seconds',
    schema: whole({ min: 1, max: 86_400 }),
    default: '5',
    productionDefault: '60',
    doc: 'How long that is believed when nobody says that it changed (1 to 86400)',
    targets: ['config'],
  },
  GUILD_CACHE_SIZE: {
    path: 'guild.cache.size',
    schema: whole({ min: 1, max: 1_000_000 }),
    default: '100',
    productionDefault: '10000',
    doc: 'How many guilds are kept at the most; who was not asked about for the longest time goes first (1 to 1000000)',
    targets: ['config'],
  },
} as const satisfies Record<string, Setting>
