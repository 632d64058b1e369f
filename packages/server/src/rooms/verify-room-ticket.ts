import { closeCodes } from '@kaltura-discord/sync'
import type { TicketVerdict } from '@kaltura-discord/sync/host'
import type { Tickets } from '../tickets/tickets.ts'

/** Reads the room ticket that a page sends in its first message. */
export async function verifyRoomTicket(tickets: Tickets, ticket: string): Promise<TicketVerdict> {
  const claims = await tickets.readRoom(ticket)
  if (!claims) return { kind: 'refused', code: closeCodes.ticketExpired, reason: 'The ticket has ended or was not made here.' }
  const { exp, durationS, firstHost, ...pass } = claims
  return {
    kind: 'pass',
    pass: {
      ...pass,
      ...(durationS === undefined ? {} : { durationS }),
      ...(firstHost === undefined ? {} : { firstHost }),
      expiresAtMs: exp * 1000,
    },
  }
}
