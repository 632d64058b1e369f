import { z } from 'zod'

/**
 * The postMessage protocol between Discord and an Activity: `[opcode, payload]`.
 *
 * Source: `src/Discord.ts` and `src/Constants.ts` of discord/embedded-app-sdk 2.5.0.
 */
export const opcode = { handshake: 0, frame: 1, close: 2, hello: 3 } as const

export const rpcErrorCode = {
  invalidPayload: 4000,
  invalidCommand: 4002,
  invalidGuild: 4003,
  invalidEvent: 4004,
  invalidChannel: 4005,
  invalidPermissions: 4006,
  invalidClientId: 4007,
  invalidToken: 4009,
  invalidUser: 4010,
} as const

export const rpcCloseCode = { normal: 1000, invalidClientId: 4000, invalidVersion: 4004, invalidEncoding: 4005 } as const

/** A command's nonce is a UUID; far longer ones are not answered. */
const nonce = z.string().min(1).max(100)

export const handshakePayload = z.object({
  v: z.unknown().optional(),
  encoding: z.unknown().optional(),
  client_id: z.unknown().optional(),
  frame_id: z.unknown().optional(),
})
export const framePayload = z.object({
  cmd: z.string().max(100),
  evt: z.string().max(100).nullish(),
  args: z.unknown().optional(),
  nonce,
})
/** Enough of a broken frame to say so: the command that it may be an answer to. */
export const nonceOnly = z.object({ nonce, cmd: z.string().max(100).optional().catch(undefined) })
export const closePayload = z.object({ code: z.number(), message: z.string().max(2000).nullish() })

export type RpcRequest = z.infer<typeof framePayload>

/** What the host sends. The page's own structured clone carries it, so it is plain data. */
export type HostMessage =
  | readonly [typeof opcode.frame, { cmd: string; evt: string | null; data: unknown; nonce: string | null }]
  | readonly [typeof opcode.close, { code: number; message: string }]

/** Messages of this protocol are pairs with a small whole number in front; everything else is somebody else's. */
export function readEnvelope(data: unknown): { op: number; payload: unknown } | undefined {
  if (!Array.isArray(data) || data.length !== 2) return undefined
  const [op, payload]: unknown[] = data
  return typeof op === 'number' ? { op, payload } : undefined
}
