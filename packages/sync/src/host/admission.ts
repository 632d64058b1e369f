import { SyncError } from '../errors/sync-error.ts'
import { closeCodes } from '../protocol/close-codes.ts'
import { limits, protocolVersion } from '../protocol/limits.ts'
import type { HelloMessage } from '../protocol/messages.ts'
import { isId } from '../protocol/shape.ts'
import type { Joining } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import type { SubmitOutcome } from './live-room.ts'
import type { RoomPass, TicketVerdict } from './room-socket.ts'

export type Admission = { kind: 'admitted'; pass: RoomPass } | { kind: 'turned-away'; code: number; reason: string }

/** Whether a hello may go further. Throws what `verify` throws. */
export async function admit(hello: HelloMessage, verify: (ticket: string) => Promise<TicketVerdict>, now: () => Ms): Promise<Admission> {
  if (hello.protocol !== protocolVersion) return turnedAway(closeCodes.protocol, `this server speaks protocol ${protocolVersion}`)
  const verdict = await verify(hello.ticket)
  if (verdict.kind === 'refused') return turnedAway(verdict.code, verdict.reason)
  const { member, mediaId } = verdict.pass
  if (!isId(member.id) || !isId(mediaId))
    throw new SyncError('pass.unusable', `Ids in a pass are 1 to ${limits.idChars} characters long.`, { retryable: false })
  return verdict.pass.expiresAtMs > now()
    ? { kind: 'admitted', pass: verdict.pass }
    : turnedAway(closeCodes.ticketExpired, 'the ticket has expired')
}

/** Names are cut to what the wire carries; an empty one becomes the id. */
export function joiningOf({ mediaId, durationS, live, firstHost, policies, member }: RoomPass): Joining {
  return {
    mediaId,
    ...(durationS === undefined ? {} : { durationS }),
    ...(live ? { live } : {}),
    ...(firstHost === undefined ? {} : { firstHost }),
    ...(policies === undefined ? {} : { policies }),
    member: { ...rightsOf(member), name: Array.from(member.name.trim()).join('').slice(0, limits.nameChars) || member.id },
  }
}

function rightsOf({ id, mayControl, mayModerate }: RoomPass['member']) {
  return { id, mayControl, ...(mayModerate ? { mayModerate } : {}) }
}

/** Why someone with a good ticket still cannot come in; `undefined` when they can. */
export function obstacle(outcome: SubmitOutcome): { code: number; reason: string } | undefined {
  if (outcome.kind === 'unavailable') return { code: closeCodes.overloaded, reason: 'the room cannot be reached' }
  if (outcome.kind !== 'refused') return undefined
  if (outcome.reason === 'room-full') return { code: closeCodes.roomFull, reason: 'the room is full' }
  if (outcome.reason === 'other-media') return { code: closeCodes.roomGone, reason: 'the room shows something else' }
  return { code: closeCodes.overloaded, reason: 'the room is busy' }
}

function turnedAway(code: number, reason: string): Admission {
  return { kind: 'turned-away', code, reason: reason.replace(/[^ -~]/g, '?').slice(0, limits.reasonChars) }
}
