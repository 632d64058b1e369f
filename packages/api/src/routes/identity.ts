import { z } from 'zod'
import { guildMember, snowflake } from '../schemas/discord.ts'
import { route } from './route.ts'

const params = z.object({ guildId: snowflake })
const body = z.object({ member: guildMember })
const refused = z.object({ kind: z.literal('refused'), reason: z.enum(['guild-unbound', 'member-may-not-link', 'link.off', 'link.given']) })
const brought = z.object({
  /** The name of the Kaltura account. Without it each counts of which the bearer or the KS is: the code is of one of them. */
  connection: z.string().min(1).max(64).optional(),
  /** As the person typed it. */
  code: z.string().min(1).max(40),
})
const linked = z.object({ discordUserId: snowflake, guildId: snowflake })

/** How a Discord user proves who they are in Kaltura: a bot asks for a code, the institution or the person brings it back. */
export const identityRoutes = {
  beginLink: route({
    name: 'beginLink',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/links',
    summary: 'A code for a member who wants to link their Kaltura account, to be shown to them alone: 10 minutes, one use, five tries',
    access: 'service',
    params,
    body,
    answer: z.discriminatedUnion('kind', [z.object({ kind: z.literal('code'), code: z.string(), expiresAtMs: z.number() }), refused]),
  }),

  unlink: route({
    name: 'unlink',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/links/remove',
    summary: 'Take the link of a member away',
    access: 'service',
    params,
    body,
    answer: z.discriminatedUnion('kind', [z.object({ kind: z.enum(['unlinked', 'not-linked']) }), refused]),
  }),

  confirmLink: route({
    name: 'confirmLink',
    method: 'POST',
    path: '/api/v1/links/confirm',
    summary: "The institution's own system brings a code back, for the Kaltura user who is signed in there",
    access: 'directory',
    body: brought.extend({ kalturaUserId: z.string().min(1).max(320) }),
    answer: linked,
  }),

  proveLink: route({
    name: 'proveLink',
    method: 'POST',
    path: '/api/v1/links/prove',
    summary: 'Somebody brings a code back with a KS that they have: Kaltura says whose it is, and it is not kept',
    access: 'none',
    body: brought.extend({ ks: z.string().min(1).max(4096) }),
    answer: linked,
  }),
} as const
