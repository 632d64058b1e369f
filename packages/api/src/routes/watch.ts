import { locales } from '@kaltura-discord/core/messages'
import { z } from 'zod'
import { guildMember, instanceId, snowflake } from '../schemas/discord.ts'
import { entryId, entrySummary, watchRefusal } from '../schemas/media.ts'
import { route } from './route.ts'

/** Calls of a bot. */
export const watchRoutes = {
  suggestEntries: route({
    name: 'suggestEntries',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/suggestions',
    summary: 'Entries for autocomplete: those that a member may watch now',
    access: 'service',
    params: z.object({ guildId: snowflake }),
    body: z.object({ member: guildMember, query: z.string().max(200).default(''), limit: z.number().int().min(1).max(25).default(25) }),
    answer: z.object({ entries: z.array(entrySummary) }),
  }),

  offerWatch: route({
    name: 'offerWatch',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/offers',
    summary: 'Whether a member may start an entry here, and the entry for the card',
    access: 'service',
    params: z.object({ guildId: snowflake }),
    body: z.object({ member: guildMember, entryId }),
    answer: z.discriminatedUnion('kind', [
      /** `locale` is the language of the guild, for the card. */
      z.object({ kind: z.literal('offered'), entry: entrySummary, locale: z.enum(locales) }),
      z.object({ kind: z.literal('refused'), reason: watchRefusal }),
    ]),
  }),

  recordLaunch: route({
    name: 'recordLaunch',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/launches',
    summary: 'Remember what an Activity instance was launched for',
    access: 'service',
    params: z.object({ guildId: snowflake }),
    body: z.object({ member: guildMember, entryId, channelId: snowflake, instanceId }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('launched') }),
      z.object({ kind: z.literal('joined'), entryId }),
      z.object({ kind: z.literal('refused'), reason: watchRefusal }),
    ]),
  }),
} as const
