import { z } from 'zod'

export const authorizeArgs = z.object({
  client_id: z.string(),
  scope: z.array(z.string()),
  response_type: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  state: z.string().optional(),
  prompt: z.string().optional(),
})
export const authorizeAnswer = z.object({ code: z.string() })
export const authenticateArgs = z.object({ access_token: z.string() })
/** Discord's AUTHENTICATE answer: `{ access_token, user, scopes, expires, application }`. */
export const authenticateAnswer = z.record(z.string(), z.unknown())
export const channelQuestion = z.object({ channelId: z.string().max(20) })
export const permissionsAnswer = z.object({ permissions: z.string() })
export const hangUpOrder = z.object({
  frameId: z.string().max(100),
  code: z.number().int().min(1000).max(4999).default(4003),
  message: z.string().max(200).default('Token revoked'),
})
export const ticketQuestion = z.object({ frameId: z.string().max(100) })
export const ticketAnswer = z.object({ ticket: z.string() })
export const rpcError = z.object({ code: z.number(), message: z.string() })
