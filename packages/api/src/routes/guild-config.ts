import { notificationEvents } from '@kaltura-discord/core'
import { locales } from '@kaltura-discord/core/messages'
import { z } from 'zod'
import { guildMember, snowflake } from '../schemas/discord.ts'
import { route } from './route.ts'

/** What a guild's people say, by path; the server judges it. */
const overrides = z.record(z.string().max(100), z.unknown())
const change = z.object({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })
const version = z.number().int().nonnegative()
/** At most as much as the server reads of one. */
const words = z.string().max(10_000).optional()
const refused = z.object({ kind: z.literal('refused'), reason: z.enum(['guild-unbound', 'member-may-not-configure']) })

/** How a guild is set up, by its own people. Calls of a bot. */
export const guildConfigRoutes = {
  readGuildConfig: route({
    name: 'readGuildConfig',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/config/readings',
    summary: 'What counts in a guild and which layer says so, what its people said and when, and all of that as a document',
    access: 'service',
    params: z.object({ guildId: snowflake }),
    body: z.object({
      member: guildMember,
      historyBefore: version.optional(),
      historyLimit: z.number().int().min(1).max(25).default(10),
    }),
    answer: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('read'),
        version,
        overrides,
        effective: z.array(
          z.object({
            path: z.string(),
            layer: z.enum(['guild', 'environment', 'file', 'default', 'unset']),
            value: z.unknown().optional(),
            isLocked: z.boolean(),
          }),
        ),
        history: z.array(z.object({ version, by: z.string(), atMs: z.number(), overrides, changes: z.array(change) })),
        /** What a change of the kind `import` takes, in any guild. */
        document: z.string(),
      }),
      refused,
    ]),
  }),

  changeGuildConfig: route({
    name: 'changeGuildConfig',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/config/changes',
    summary: 'Change what the people of a guild say: all of it anew, as it was in an older version, or as a document says',
    access: 'service',
    params: z.object({ guildId: snowflake }),
    body: z.object({
      member: guildMember,
      /** The version that was looked at; 0 when there was none. */
      expectedVersion: version,
      change: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('replace'), overrides }),
        z.object({ kind: z.literal('roll-back'), toVersion: version }),
        z.object({ kind: z.literal('import'), document: z.string().max(100_000) }),
      ]),
    }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('kept'), version, changes: z.array(change) }),
      z.object({ kind: z.literal('stale'), version }),
      /** Sentences, each behind its path: for a guild's own words the same as `previewWords` gives. At most 25. */
      z.object({ kind: z.literal('unusable'), problems: z.array(z.string()) }),
      refused,
    ]),
  }),

  previewWords: route({
    name: 'previewWords',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/config/previews',
    summary:
      "What a guild's own words for an event would look like, filled with samples, or what has to be put right first. It pings nobody",
    access: 'service',
    params: z.object({ guildId: snowflake }),
    body: z.object({
      member: guildMember,
      event: z.enum(notificationEvents),
      /** What is left out is said in the usual words. */
      words: z.strictObject({ content: words, title: words, description: words }),
      /** Default: what the guild is told in. */
      locale: z.enum(locales).optional(),
    }),
    answer: z.discriminatedUnion('kind', [
      /** Discord's create-message JSON. */
      z.object({ kind: z.literal('preview'), body: z.record(z.string(), z.unknown()) }),
      z.object({
        kind: z.literal('invalid'),
        /** `at` is where in the words of that part, in UTF-16 units from 0; `words` say what is wrong there, and what may stand there instead. */
        problems: z.array(
          z.object({
            part: z.enum(['content', 'title', 'description']),
            code: z.string(),
            at: z.number().int(),
            name: z.string().optional(),
            words: z.string(),
          }),
        ),
      }),
      refused,
    ]),
  }),
} as const
