import type { QueueIntent } from '../protocol/intents.ts'
import { limits } from '../protocol/limits.ts'
import { mediaLength } from '../protocol/media-length.ts'
import type { QueueItem } from '../protocol/snapshot.ts'
import type { Ms } from '../time.ts'
import { barred } from './authority.ts'
import { type Refusal, type RoomEvent, type RoomMember, type RoomState, roomRules } from './room-state.ts'
import { released } from './waiting.ts'

/**
 * A room after somebody suggested a media that the application lets them. From host and co-hosts it is accepted at once; what is there already gets a
 * vote instead. The list holds what was accepted, in the order of playing, and then what was suggested. Rules QU1, QU2.
 */
export function suggest(state: RoomState, member: RoomMember, { id, media }: RoomEvent & { kind: 'suggest' }): RoomState | Refusal {
  const barrier = barred(state, member, 'anybody')
  if (barrier) return barrier
  const known = state.queue.find((item) => item.mediaId === media.mediaId || item.id === id)
  if (known) return vote(state, member, known, true)
  const accepted = barred(state, member, 'co-host') === undefined
  const own = state.queue.filter((item) => item.memberId === member.id && !item.accepted)
  if (state.queue.length >= limits.queueItems || (!accepted && own.length >= limits.suggestionsPerMember)) return { reason: 'too-many' }
  const { mediaId, title } = media
  const item: QueueItem = {
    id,
    mediaId,
    title: title.slice(0, limits.titleChars) || mediaId,
    ...mediaLength(media),
    memberId: member.id,
    accepted,
    votes: [],
  }
  return withQueue(state, [...state.queue, item])
}

/** A room after somebody voted, or host or a co-host ran the queue. Rules QU3 to QU5. */
export function changeQueue(state: RoomState, member: RoomMember, intent: QueueIntent, nowMs: Ms): RoomState | Refusal {
  const item = 'itemId' in intent ? state.queue.find(({ id }) => id === intent.itemId) : state.queue.find(({ accepted }) => accepted)
  const own = intent.kind === 'remove' && item?.memberId === member.id && !item.accepted
  const barrier = barred(state, member, intent.kind === 'vote' || own ? 'anybody' : 'co-host')
  if (barrier) return barrier
  if (!item) return { reason: 'unknown-item' }
  const others = state.queue.filter((other) => other !== item)
  switch (intent.kind) {
    case 'vote':
      return vote(state, member, item, intent.up)
    case 'accept':
      return item.accepted ? state : withQueue(state, [...others, { ...item, accepted: true }])
    case 'move':
      return item.accepted ? moved(state, item, others, intent.index) : { reason: 'unknown-item' }
    case 'remove':
      return { ...state, queue: others }
    case 'play-item':
    case 'next':
      return showing(state, item, nowMs)
  }
}

/** A room whose media is over goes on with what comes next. Rule QU6. */
export function withNextMedia(state: RoomState, nowMs: Ms): RoomState {
  const next = state.queue.find(({ accepted }) => accepted)
  return next && (nextMediaAtMs(state) ?? Number.POSITIVE_INFINITY) <= nowMs ? showing(state, next, nowMs) : state
}

/** When the next media begins by itself, if one does. */
export function nextMediaAtMs({ policies, timeline, durationS, queue, members }: RoomState): Ms | undefined {
  const goesOn = policies.next === 'automatic' && timeline.playing && members.length > 0 && queue.some(({ accepted }) => accepted)
  if (!goesOn || durationS === undefined) return undefined
  return timeline.atMs + (Math.max(0, durationS - timeline.positionS) / timeline.rate) * 1000
}

/** Votes are members'. */
export function tidyQueue(state: RoomState): RoomState {
  const isHere = (id: string) => state.members.some((member) => member.id === id)
  if (state.queue.every(({ votes }) => votes.every(isHere))) return state
  return { ...state, queue: state.queue.map((item) => ({ ...item, votes: item.votes.filter(isHere) })) }
}

/** Everybody has to load what begins, so it begins as a countdown. */
function showing({ durationS: _, live: __, ...state }: RoomState, item: QueueItem, nowMs: Ms): RoomState {
  const { mediaId, title, durationS, live } = item
  return {
    ...released(state, nowMs),
    mediaId,
    title,
    ...mediaLength({ live: live && { by: 'programme-time' }, durationS }),
    queue: state.queue.filter((other) => other !== item),
    timeline: { positionS: 0, atMs: nowMs + roomRules.nextMediaLeadMs, rate: 1, playing: true },
  }
}

function vote(state: RoomState, member: RoomMember, item: QueueItem, up: boolean): RoomState | Refusal {
  const voted = item.votes.includes(member.id)
  if (voted === up) return state
  const cast = state.queue.filter(({ votes }) => votes.includes(member.id)).length
  if (up && cast >= limits.votesPerMember) return { reason: 'too-many' }
  const votes = up ? [...item.votes, member.id] : item.votes.filter((id) => id !== member.id)
  return { ...state, queue: state.queue.map((other) => (other === item ? { ...item, votes } : other)) }
}

function moved(state: RoomState, item: QueueItem, others: readonly QueueItem[], index: number): RoomState {
  const queue = [...others.slice(0, index), item, ...others.slice(index)]
  const sorted = withQueue(state, queue)
  return sorted.queue.every((other, at) => other === state.queue[at]) ? state : sorted
}

function withQueue(state: RoomState, queue: readonly QueueItem[]): RoomState {
  return { ...state, queue: [...queue.filter(({ accepted }) => accepted), ...queue.filter(({ accepted }) => !accepted)] }
}
