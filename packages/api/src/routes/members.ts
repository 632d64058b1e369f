import { grantableActions, policyActions } from '@kaltura-discord/core'
import { z } from 'zod'
import { guildMember, snowflake } from '../schemas/discord.ts'
import { route } from './route.ts'

/** Calls about the members of a guild. */
export const memberRoutes = {
  giveGrant: route({
    name: 'giveGrant',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/grants',
    summary: 'Let a member do one thing until a time, in the name of a manager; a time that has come takes it back',
    access: 'service',
    params: z.object({ guildId: snowflake }),
    body: z.object({ by: guildMember, userId: snowflake, action: z.enum(grantableActions), untilMs: z.number().int().nonnegative() }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.enum(['granted', 'ended']) }),
      z.object({ kind: z.literal('refused'), reason: z.enum(['guild-unbound', 'member-may-not-grant', 'grant.too-long']) }),
    ]),
  }),

  explainMember: route({
    name: 'explainMember',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/members/explanations',
    summary:
      'What a member is here, by what, what they were granted beside it, and what they may do by it: told to managers, and to everybody of themselves',
    access: 'service',
    params: z.object({ guildId: snowflake }),
    body: z.object({ by: guildMember, member: guildMember }),
    answer: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('explained'),
        role: z.enum(['manager', 'member', 'viewer', 'outsider']),
        /** What gives the role; none gives an outsider theirs. */
        because: z
          .discriminatedUnion('kind', [
            z.object({ kind: z.literal('everyone') }),
            z.object({ kind: z.literal('role'), roleId: snowflake }),
            z.object({ kind: z.literal('permission'), permission: z.string() }),
          ])
          .optional(),
        grants: z.array(z.object({ action: z.enum(policyActions), untilMs: z.number(), givenBy: z.string() })),
        may: z.array(z.object({ action: z.enum(policyActions), by: z.enum(['role', 'grant']) })),
      }),
      z.object({ kind: z.literal('refused'), reason: z.enum(['guild-unbound', 'member-may-not-grant']) }),
    ]),
  }),

  forgetUser: route({
    name: 'forgetUser',
    method: 'POST',
    path: '/api/v1/people/{userId}/forget',
    summary: 'Remove what is kept of a Discord user, in every table that names them; safe to repeat',
    access: 'service',
    params: z.object({ userId: snowflake }),
    answer: z.object({
      /** How many rows were removed or changed. */
      rows: z.number().int(),
    }),
  }),
} as const
