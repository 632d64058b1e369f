import { type Decoded, parseFrame, refused } from './frame.ts'
import { refusalReasons } from './intents.ts'
import { limits } from './limits.ts'
import { type Member, type PresentMember, readinesses, type ServerMessage } from './messages.ts'
import type { Reaction } from './reactions.ts'
import { readRevision } from './read-snapshot.ts'
import { type Fields, isCount, isFields, isId, isInstant, isPosition, isText, isWithin, listOf, oneOf } from './shape.ts'

/** Reads one message of PROTOCOL.md §5. Never throws, on any bytes. A type it does not know is refused as such, and a client passes over it. */
export function decodeServerMessage(frame: string | Uint8Array): Decoded<ServerMessage> {
  const json = parseFrame(frame, limits.serverMessageBytes)
  if (json.kind === 'refused') return json
  const read = typeof json.message.type === 'string' ? readers.get(json.message.type) : undefined
  if (!read) return refused('message.unknown-type')
  const message = read(json.message)
  return message ? { kind: 'message', message } : refused('message.malformed')
}

const readers: ReadonlyMap<string, (fields: Fields) => ServerMessage | undefined> = new Map<
  string,
  (fields: Fields) => ServerMessage | undefined
>([
  ['welcome', readWelcome],
  ['pong', readPong],
  ['room', readRoom],
  ['refused', readRefused],
  ['presence', readPresence],
  ['busy', readBusy],
  ['reactions', readReactions],
])

function readWelcome(fields: Fields): ServerMessage | undefined {
  const member = readMember(fields.member)
  const room = readRevision(fields.room)
  const members = readMembers(fields.members)
  const { serverMs, boundMs } = fields
  const gap = oneOf(fields.gap, ['missed', 'restored'])
  if (!member || !room || !members || !isInstant(serverMs) || (boundMs !== undefined && !isInstant(boundMs))) return undefined
  return {
    type: 'welcome',
    member,
    room,
    members,
    serverMs,
    ...(boundMs === undefined ? {} : { boundMs }),
    ...(gap ? { gap } : {}),
  }
}

function readPong({ t0, t1, t2, boundMs }: Fields): ServerMessage | undefined {
  if (!isInstant(t0) || !isInstant(t1) || !isInstant(t2) || t2 < t1) return undefined
  if (boundMs !== undefined && !isInstant(boundMs)) return undefined
  return { type: 'pong', t0, t1, t2, ...(boundMs === undefined ? {} : { boundMs }) }
}

function readRoom(fields: Fields): ServerMessage | undefined {
  const revision = readRevision(fields)
  return revision && { type: 'room', ...revision }
}

function readRefused({ id, reason }: Fields): ServerMessage | undefined {
  const known = oneOf(reason, refusalReasons)
  return isId(id) && known ? { type: 'refused', id, reason: known } : undefined
}

function readPresence(fields: Fields): ServerMessage | undefined {
  const members = readMembers(fields.members)
  return members && { type: 'presence', members }
}

function readBusy({ retryAfterMs }: Fields): ServerMessage | undefined {
  return isWithin(retryAfterMs, 0, limits.retryAfterMs) ? { type: 'busy', retryAfterMs } : undefined
}

function readReactions(fields: Fields): ServerMessage | undefined {
  const reactions = listOf(fields.reactions, limits.reactionsAtOnce, readReaction)
  return reactions && { type: 'reactions', reactions }
}

function readReaction(value: unknown): Reaction | undefined {
  if (!isFields(value)) return undefined
  const { emoji, atS, count } = value
  return isText(emoji, limits.emojiChars) && isPosition(atS) && isCount(count) ? { emoji, atS, count } : undefined
}

export function readMember(value: unknown): Member | undefined {
  if (!isFields(value)) return undefined
  const { id, name, mayControl, mayModerate } = value
  if (!isId(id) || !isText(name, limits.nameChars) || typeof mayControl !== 'boolean') return undefined
  return { id, name, mayControl, ...(mayModerate === true ? { mayModerate } : {}) }
}

function readMembers(value: unknown): PresentMember[] | undefined {
  return listOf(value, limits.members, readPresentMember)
}

function readPresentMember(value: unknown): PresentMember | undefined {
  const member = readMember(value)
  if (!member || !isFields(value) || typeof value.present !== 'boolean') return undefined
  const readiness = oneOf(value.readiness, readinesses)
  return { ...member, present: value.present, ...(readiness ? { readiness } : {}) }
}
