import { readPresentConnection } from '../presence/presence-document.ts'
import type { PresentConnection } from '../presence/room-presence.ts'
import { readMember } from '../protocol/decode-server-message.ts'
import { readPolicies } from '../protocol/read-intent.ts'
import type { Revision } from '../protocol/revision.ts'
import { isCount, isFields, isId, isInstant, isPosition, isText } from '../protocol/shape.ts'
import type { Ms } from '../time.ts'
import type { RoomPass } from './room-socket.ts'

/** What a gate knows of a socket that it let in: enough for another gate of the same room to go on with it, without a hello. Plain data. */
export interface KeptSeat {
  readonly pass: RoomPass
  readonly connection: PresentConnection
  readonly heardAtMs: Ms
  /** Up to where it knows the room. */
  readonly told: Revision
}

/** What a Durable Object can be named. */
const roomChars = 1024

/** A seat from wherever it was kept, or `undefined` when it is none: another version wrote it. Never throws. */
export function readKeptSeat(value: unknown): KeptSeat | undefined {
  if (!isFields(value)) return undefined
  const { heardAtMs, told } = value
  const pass = readPass(value.pass)
  const connection = readPresentConnection(value.connection)
  if (!pass || connection?.memberId !== pass.member.id || !isInstant(heardAtMs)) return undefined
  if (!isFields(told) || !isCount(told.epoch) || !isCount(told.seq)) return undefined
  return { pass, connection, heardAtMs, told: { epoch: told.epoch, seq: told.seq } }
}

function readPass(value: unknown): RoomPass | undefined {
  if (!isFields(value)) return undefined
  const { room, mediaId, durationS, firstHost, expiresAtMs } = value
  const member = readMember(value.member)
  const policies = readPolicies(value.policies)
  if (!member || !isText(room, roomChars) || !isId(mediaId) || !isInstant(expiresAtMs)) return undefined
  return {
    room,
    mediaId,
    member,
    expiresAtMs,
    ...(isPosition(durationS) ? { durationS } : {}),
    ...(value.live === true ? { live: true } : {}),
    ...(isId(firstHost) ? { firstHost } : {}),
    ...(policies ? { policies } : {}),
  }
}
