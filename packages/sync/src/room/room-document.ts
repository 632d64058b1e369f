import { readMember, readTimeline } from '../protocol/decode-server-message.ts'
import { limits } from '../protocol/limits.ts'
import { isCount, isFields, isId, isInstant, isPosition } from '../protocol/shape.ts'
import type { RoomMember, RoomState } from './room-state.ts'

/** A room as stores keep it. */
export function encodeRoom(state: RoomState): string {
  return JSON.stringify(state)
}

/** A room from a store, or `undefined` when the text is not one: another version wrote it, or something else did. Never throws. */
export function decodeRoom(text: string): RoomState | undefined {
  try {
    return readRoomState(JSON.parse(text))
  } catch {
    return undefined
  }
}

function readRoomState(value: unknown): RoomState | undefined {
  if (!isFields(value)) return undefined
  const { epoch, seq, mediaId, durationS, hostTerm, firstHost, lastIntentId, nextWakeAtMs } = value
  const timeline = readTimeline(value.timeline)
  const members = readMembers(value.members)
  if (!isCount(epoch) || !isCount(seq) || !isId(mediaId) || !isCount(hostTerm) || !timeline || !members) return undefined
  const facts = {
    epoch,
    seq,
    mediaId,
    timeline,
    members,
    hostTerm,
    ...(isPosition(durationS) ? { durationS } : {}),
    ...(isId(firstHost) ? { firstHost } : {}),
    ...(isId(lastIntentId) ? { lastIntentId } : {}),
    ...(isInstant(nextWakeAtMs) ? { nextWakeAtMs } : {}),
  }
  if (value.kind === 'hostless') return { ...facts, kind: 'hostless' }
  return value.kind === 'hosted' && isId(value.host) ? { ...facts, kind: 'hosted', host: value.host } : undefined
}

function readMembers(value: unknown): RoomMember[] | undefined {
  if (!Array.isArray(value) || value.length > limits.members) return undefined
  const members = value.map(readRoomMember).filter((member) => member !== undefined)
  return members.length === value.length ? members : undefined
}

function readRoomMember(value: unknown): RoomMember | undefined {
  const member = readMember(value)
  if (!member || !isFields(value) || !isInstant(value.joinedAtMs) || !isFields(value.presence)) return undefined
  const { joinedAtMs, presence } = value
  if (presence.kind === 'present') return { ...member, joinedAtMs, presence: { kind: 'present' } }
  if (presence.kind !== 'away' || !isInstant(presence.untilMs)) return undefined
  return { ...member, joinedAtMs, presence: { kind: 'away', untilMs: presence.untilMs } }
}
