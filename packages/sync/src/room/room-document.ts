import { readMember } from '../protocol/decode-server-message.ts'
import { limits } from '../protocol/limits.ts'
import { readSharedFacts } from '../protocol/read-snapshot.ts'
import { isCount, isFields, isId, isInstant, listOf, readId } from '../protocol/shape.ts'
import { type RoomMember, type RoomState, roomRules } from './room-state.ts'

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
  const shared = readSharedFacts(value)
  if (!shared || !isFields(value)) return undefined
  const { epoch, seq, mark, afterMark, firstMediaId, firstHost, restUntilMs, steppedAtMs, nextWakeAtMs } = value
  const members = listOf(value.members, limits.members, readRoomMember)
  const waited = listOf(value.waited, limits.members, readWaited)
  const recentIntents = listOf(value.recentIntents, roomRules.intentsRemembered, readId)
  if (!isCount(epoch) || !isCount(seq) || !isId(firstMediaId) || !members || !recentIntents || !waited) return undefined
  const facts = {
    ...shared,
    epoch,
    seq,
    mark: isCount(mark) ? mark : 0,
    afterMark: isCount(afterMark) ? afterMark : 0,
    firstMediaId,
    members,
    recentIntents,
    waited,
    ...(isInstant(restUntilMs) ? { restUntilMs } : {}),
    ...(isInstant(steppedAtMs) ? { steppedAtMs } : {}),
    ...(isId(firstHost) ? { firstHost } : {}),
    ...(isInstant(nextWakeAtMs) ? { nextWakeAtMs } : {}),
  }
  if (value.kind === 'hostless') return { ...facts, kind: 'hostless' }
  return value.kind === 'hosted' && isId(value.host) ? { ...facts, kind: 'hosted', host: value.host } : undefined
}

function readWaited(value: unknown): RoomState['waited'][number] | undefined {
  if (!isFields(value)) return undefined
  const { memberId, untilMs } = value
  return isId(memberId) && isInstant(untilMs) ? { memberId, untilMs } : undefined
}

function readRoomMember(value: unknown): RoomMember | undefined {
  const member = readMember(value)
  if (!member || !isFields(value) || !isInstant(value.joinedAtMs) || !isFields(value.presence)) return undefined
  const { joinedAtMs, presence } = value
  if (presence.kind === 'present') return { ...member, joinedAtMs, presence: { kind: 'present' } }
  if (presence.kind !== 'away' || !isInstant(presence.untilMs)) return undefined
  return { ...member, joinedAtMs, presence: { kind: 'away', untilMs: presence.untilMs } }
}
