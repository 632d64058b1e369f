import { z } from 'zod'
import { type Command, parsed } from './command.ts'
import { done, malformed } from './rpc-outcome.ts'

/** Discord's shop, with nothing on its shelves: lists are empty, and no purchase is of something that exists. */
export const shopCommands: readonly (readonly [string, Command])[] = [
  ['GET_SKUS_EMBEDDED', () => done({ skus: [] })],
  ['GET_ENTITLEMENTS_EMBEDDED', () => done({ entitlements: [] })],
  ['START_PURCHASE', parsed('START_PURCHASE', z.object({ sku_id: z.string().max(20) }), () => malformed('START_PURCHASE'))],
  // Undocumented; the sandbox's proxy asks for no ticket.
  ['REQUEST_PROXY_TICKET_REFRESH', () => done({ ticket: 'sandbox' })],
]
