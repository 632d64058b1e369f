import { z } from 'zod'

const snowflake = z.string().max(20)

/** What a bot may send over the gateway; other opcodes are answered as Discord answers them. */
export const gatewayPayload = z.discriminatedUnion('op', [
  z.object({ op: z.literal(1), d: z.number().int().nullish() }),
  z.object({
    op: z.literal(2),
    d: z.object({
      token: z.string().max(200),
      intents: z.number().int().nonnegative(),
      shard: z.tuple([z.number().int().nonnegative(), z.number().int().positive()]).optional(),
    }),
  }),
  z.object({ op: z.literal(3), d: z.unknown() }),
  z.object({
    op: z.literal(4),
    d: z.object({ guild_id: snowflake, channel_id: snowflake.nullable(), self_mute: z.boolean(), self_deaf: z.boolean() }),
  }),
  z.object({ op: z.literal(6), d: z.object({ token: z.string().max(200), session_id: z.string().max(64), seq: z.number().int() }) }),
  z.object({
    op: z.literal(8),
    d: z.object({
      guild_id: z.union([snowflake, z.array(snowflake).max(1)]),
      query: z.string().max(100).optional(),
      limit: z.number().int().nonnegative().optional(),
      user_ids: z.union([snowflake, z.array(snowflake).max(100)]).optional(),
      nonce: z.string().max(32).optional(),
    }),
  }),
])
export type GatewayPayload = z.infer<typeof gatewayPayload>
export type MembersRequest = Extract<GatewayPayload, { op: 8 }>['d']

/** Discord's gateway close codes (docs: topics/opcodes-and-status-codes). */
export const closeCodes = {
  unknownOpcode: [4001, 'Unknown opcode.'],
  decodeError: [4002, 'Error while decoding payload.'],
  notAuthenticated: [4003, 'Not authenticated.'],
  authenticationFailed: [4004, 'Authentication failed.'],
  alreadyAuthenticated: [4005, 'Already authenticated.'],
  rateLimited: [4008, 'Rate limited.'],
  sessionTimedOut: [4009, 'Session timed out.'],
  invalidSequence: [4007, 'Invalid seq.'],
  invalidShard: [4010, 'Invalid shard.'],
  invalidVersion: [4012, 'Invalid API version.'],
  invalidIntents: [4013, 'Invalid intent(s).'],
  disallowedIntents: [4014, 'Disallowed intent(s).'],
} as const satisfies Record<string, readonly [number, string]>
export type CloseReason = (typeof closeCodes)[keyof typeof closeCodes]
