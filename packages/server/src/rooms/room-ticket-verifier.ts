import type { TicketVerdict } from '@kaltura-discord/sync/host'
import { createTickets } from '../tickets/tickets.ts'
import { verifyRoomTicket } from './verify-room-ticket.ts'

/**
 * Reads room tickets without the rest of the server: for rooms that run elsewhere, such as in a Durable Object.
 * `secret` is the server's own.
 */
export function createRoomTicketVerifier({
  secret,
  now = Date.now,
}: {
  secret: string
  now?: () => number
}): (ticket: string) => Promise<TicketVerdict> {
  const tickets = createTickets({ secret, now })
  return async (ticket) => verifyRoomTicket(await tickets, ticket)
}
