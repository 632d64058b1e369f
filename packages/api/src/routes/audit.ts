import { z } from 'zod'
import { snowflake } from '../schemas/discord.ts'
import { route } from './route.ts'

const place = z.coerce.number().int().nonnegative()
const instant = z.coerce.number().int().nonnegative()
const limit = z.coerce.number().int().min(1).max(500).default(100)
const hash = z.string().regex(/^[\da-f]{64}$/)
const actor = z.object({ kind: z.enum(['user', 'program']), id: z.string() })
const guild = z.object({ guildId: snowflake })

/** One event, as programs read it. */
export const readEvent = z.object({
  position: z.number().int(),
  id: z.string(),
  type: z.string(),
  /** Absent for what is no guild's business. */
  guildId: z.string().optional(),
  atMs: z.number(),
  actor,
  subjectId: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
})

export type ReadEvent = z.output<typeof readEvent>

/** Which events: those behind a position, of one guild where it is named. */
export const eventFilter = z.object({ after: place.default(0), guildId: snowflake.optional() })

/** A page of records. */
const records = {
  query: z.object({
    after: place.default(0),
    limit,
    action: z.string().max(64).optional(),
    fromMs: instant.optional(),
    untilMs: instant.optional(),
  }),
  answer: z.object({
    records: z.array(
      z.object({
        seq: z.number().int(),
        atMs: z.number(),
        action: z.string(),
        outcome: z.string(),
        eventId: z.string(),
        hash: z.string(),
        /** Absent when it was forgotten. `details` is JSON. */
        body: z.object({ actor, subjectId: z.string().optional(), details: z.string() }).optional(),
      }),
    ),
    next: z.number().int(),
  }),
}

/** Whether a chain fits, and up to where. */
const verdict = {
  query: z.object({
    /** The link to go on from. */
    afterSeq: place.default(0),
    afterHash: hash.optional(),
    /** A link that was noted elsewhere. */
    knownSeq: place.optional(),
    knownHash: hash.optional(),
  }),
  answer: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('intact'),
      head: z.object({ seq: z.number().int(), hash: z.string() }),
      /** How many bodies are gone. */
      forgotten: z.number().int(),
      more: z.boolean(),
    }),
    z.object({
      kind: z.literal('broken'),
      seq: z.number().int(),
      problem: z.enum(['missing', 'altered', 'body-altered', 'rewritten', 'cut-off']),
    }),
  ]),
}

/** Calls of programs that want to know what happened. */
export const auditRoutes = {
  readEvents: route({
    name: 'readEvents',
    method: 'GET',
    path: '/api/v1/events',
    summary: 'What happened, in order: ask again with `next` as `after`, and nothing is missed. Events are kept for 30 days',
    access: 'service',
    query: eventFilter.extend({ limit }),
    answer: z.object({
      events: z.array(readEvent),
      next: z.number().int(),
    }),
  }),

  readAudit: route({
    name: 'readAudit',
    method: 'GET',
    path: '/api/v1/guilds/{guildId}/audit',
    summary: 'What was done in a guild, in order, by pages; of one action, or in a span of time',
    access: 'service',
    params: guild,
    ...records,
  }),

  readAuditOfNone: route({
    name: 'readAuditOfNone',
    method: 'GET',
    path: '/api/v1/audit',
    summary: 'What was done that is no guild’s business: orders for all of them, KS of the server’s own',
    access: 'service',
    ...records,
  }),

  verifyAudit: route({
    name: 'verifyAudit',
    method: 'GET',
    path: '/api/v1/guilds/{guildId}/audit/verdict',
    summary: 'Whether the chain of a guild fits, a thousand records at a time: go on behind `head` while there is `more`',
    access: 'service',
    params: guild,
    ...verdict,
  }),

  verifyAuditOfNone: route({
    name: 'verifyAuditOfNone',
    method: 'GET',
    path: '/api/v1/audit/verdict',
    summary: 'The same of the chain that is no guild’s',
    access: 'service',
    ...verdict,
  }),
} as const
