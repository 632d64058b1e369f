import type { Timeline } from '../timeline/timeline.ts'
import { defaultPolicies } from './intents.ts'
import { limits } from './limits.ts'
import { mediaLength } from './media-length.ts'
import { readPolicies } from './read-intent.ts'
import { isCount, isFields, isId, isInstant, isPosition, isRate, isText, listOf, oneOf, readId } from './shape.ts'
import type { ControlRequest, Hold, LiveFacts, QueueItem, RoomRevision, RoomSnapshot } from './snapshot.ts'

export function readRevision(value: unknown): RoomRevision | undefined {
  if (!isFields(value) || !isCount(value.epoch) || !isCount(value.seq)) return undefined
  const state = readSnapshot(value.state)
  return state && { epoch: value.epoch, seq: value.seq, mark: isCount(value.mark) ? value.mark : 0, state }
}

function readSnapshot(value: unknown): RoomSnapshot | undefined {
  if (!isFields(value)) return undefined
  const shared = readSharedFacts(value)
  const { hostId } = value
  if (!shared || (hostId !== undefined && !isId(hostId))) return undefined
  return { ...shared, ...(hostId === undefined ? {} : { hostId }) }
}

/** What a room's document and its snapshot have in common. */
export function readSharedFacts(value: unknown): Omit<RoomSnapshot, 'hostId'> | undefined {
  if (!isFields(value)) return undefined
  const { mediaId, title, durationS, hostTerm, locked } = value
  const queue = listOf(value.queue, limits.queueItems, readQueueItem)
  const timeline = readTimeline(value.timeline)
  const coHosts = listOf(value.coHosts, limits.members, readId)
  const requests = listOf(value.requests, limits.requests, readRequest)
  const policies = readPolicies(value.policies)
  const stalled = listOf(value.stalled, limits.members, readId)
  const hold = readHold(value.hold)
  const live = readLive(value.live)
  if (!isId(mediaId) || !isCount(hostTerm) || typeof locked !== 'boolean') return undefined
  if (!timeline || !coHosts || !requests || !policies || !stalled || !queue) return undefined
  if ((durationS !== undefined && !isPosition(durationS)) || (value.hold !== undefined && !hold)) return undefined
  if (value.live !== undefined && !live) return undefined
  const media = {
    mediaId,
    ...(isText(title, limits.titleChars) ? { title } : {}),
    ...mediaLength({ live, durationS }),
  }
  const remote = { hostTerm, coHosts, locked, requests, policies: { ...defaultPolicies, ...policies } }
  return { ...media, queue, ...remote, stalled, ...(hold ? { hold } : {}), timeline }
}

function readTimeline(value: unknown): Timeline | undefined {
  if (!isFields(value)) return undefined
  const { positionS, atMs, rate, playing } = value
  return isPosition(positionS) && isInstant(atMs) && isRate(rate) && typeof playing === 'boolean'
    ? { positionS, atMs, rate, playing }
    : undefined
}

function readQueueItem(value: unknown): QueueItem | undefined {
  if (!isFields(value)) return undefined
  const { id, mediaId, title, durationS, live, memberId, accepted } = value
  const votes = listOf(value.votes, limits.members, readId)
  if (!isId(id) || !isId(mediaId) || !isText(title, limits.titleChars) || !isId(memberId)) return undefined
  if (typeof accepted !== 'boolean' || !votes || (durationS !== undefined && !isPosition(durationS))) return undefined
  return {
    id,
    mediaId,
    title,
    ...mediaLength({ live: live === true ? live : undefined, durationS }),
    memberId,
    accepted,
    votes,
  }
}

function readLive(value: unknown): LiveFacts | undefined {
  if (!isFields(value)) return undefined
  const { edge, setBackAtMs } = value
  const by = oneOf(value.by, ['programme-time', 'edge'])
  if (!by || (setBackAtMs !== undefined && !isInstant(setBackAtMs))) return undefined
  const rest = setBackAtMs === undefined ? {} : { setBackAtMs }
  if (edge === undefined) return { by, ...rest }
  if (!isFields(edge) || !isPosition(edge.positionS) || !isInstant(edge.atMs)) return undefined
  return { by, edge: { positionS: edge.positionS, atMs: edge.atMs }, ...rest }
}

function readHold(value: unknown): Hold | undefined {
  if (!isFields(value) || !isInstant(value.untilMs)) return undefined
  const { cause, needed, memberId, untilMs } = value
  if (cause === 'stall') return isCount(needed) ? { cause, needed, untilMs } : undefined
  return cause === 'ads' && isId(memberId) ? { cause, memberId, untilMs } : undefined
}

function readRequest(value: unknown): ControlRequest | undefined {
  if (!isFields(value)) return undefined
  const { memberId, untilMs } = value
  const kind = oneOf(value.kind, ['pending', 'declined'])
  return isId(memberId) && kind && isInstant(untilMs) ? { memberId, kind, untilMs } : undefined
}
