import { limits } from '../protocol/limits.ts'
import type { Hold } from '../protocol/snapshot.ts'
import type { Ms } from '../time.ts'
import { positionAt } from '../timeline/timeline.ts'
import { isHost } from './authority.ts'
import { type RoomEvent, type RoomState, roomRules } from './room-state.ts'

/**
 * A room after a member's player ran dry. Whether that holds the room up is the policy's: one is enough to `wait`, at least half of those who watch make
 * a `quorum`. No member holds a room up twice in a minute, no wait is longer than 5 s, and between two waits the room plays for 10 s. Rules WA1 to WA5.
 */
export function stalled(state: RoomState, event: RoomEvent & { kind: 'stalled' }, nowMs: Ms): RoomState {
  const { policies, hold } = state
  if (policies.waiting === 'follow' || nowMs - event.sinceMs < roomRules.stallMs || !counts(state, event.memberId, nowMs)) return state
  if (hold ? hold.cause !== 'stall' : !isMoving(state, nowMs) || (state.restUntilMs ?? 0) > nowMs) return state
  const next = state.stalled.includes(event.memberId) ? state : { ...state, stalled: [...state.stalled, event.memberId] }
  const needed = policies.waiting === 'wait' ? 1 : Math.max(1, Math.ceil(event.watching / 2))
  if (hold) return remembered(next, [event.memberId], nowMs)
  if (next.stalled.length < needed) return next
  const waiting = remembered(next, next.stalled, nowMs)
  return held(waiting, { cause: 'stall', needed, untilMs: nowMs + roomRules.stallHoldMs }, nowMs)
}

/** With whom it waits for now: also who leaves and comes back is not waited for twice in a minute. */
function remembered(state: RoomState, memberIds: readonly string[], nowMs: Ms): RoomState {
  const earlier = state.waited.filter(({ untilMs }) => untilMs > nowMs)
  const now = memberIds.map((memberId) => ({ memberId, untilMs: nowMs + roomRules.waitOnceMs }))
  return { ...state, waited: [...earlier, ...now].slice(-limits.members) }
}

/** A room after a member's player has data again, or is not to be waited for any more. */
export function recovered(state: RoomState, memberId: string): RoomState {
  return state.stalled.includes(memberId) ? { ...state, stalled: state.stalled.filter((id) => id !== memberId) } : state
}

/** A room after an advertisement began, or ended, in somebody's player. Only the host's may hold it up. Rule WA7. */
export function ads(state: RoomState, { memberId, showing }: RoomEvent & { kind: 'ads' }, nowMs: Ms): RoomState {
  const { hold, policies } = state
  if (!showing) return hold?.cause === 'ads' && hold.memberId === memberId ? goneOn(state, nowMs) : state
  if (policies.hostAds !== 'pause' || !isHost(state, memberId) || !isMoving(state, nowMs)) return state
  return held(state, { cause: 'ads', memberId, untilMs: nowMs + roomRules.adsHoldMs }, nowMs)
}

/** A hold whose time is over is over. */
export function withoutOldHold(state: RoomState, nowMs: Ms): RoomState {
  return state.hold && state.hold.untilMs <= nowMs ? goneOn(state, nowMs) : state
}

/** What holds, after members, host or policies changed. */
export function tidyWaiting(state: RoomState, nowMs: Ms): RoomState {
  const here = state.members.filter(({ presence }) => presence.kind === 'present').map(({ id }) => id)
  const left = state.policies.waiting === 'follow' ? [] : state.stalled.filter((id) => here.includes(id))
  const tidy = left.length === state.stalled.length ? state : { ...state, stalled: left }
  return tidy.hold && !holds(tidy, tidy.hold) ? goneOn(tidy, nowMs) : tidy
}

/** A room that somebody steers is held up no longer: it does what they said. */
export function released({ hold, ...state }: RoomState, nowMs: Ms): RoomState {
  if (hold?.cause !== 'stall') return state
  return { ...state, stalled: [], restUntilMs: nowMs + roomRules.restMs }
}

function held(state: RoomState, hold: Hold, nowMs: Ms): RoomState {
  const positionS = positionAt(state.timeline, nowMs, state.durationS)
  return { ...state, hold, timeline: { ...state.timeline, positionS, atMs: nowMs, playing: false } }
}

function goneOn(state: RoomState, nowMs: Ms): RoomState {
  const free = released(state, nowMs)
  return { ...free, timeline: { ...free.timeline, atMs: nowMs + roomRules.maxLeadMs, playing: true } }
}

function holds(state: RoomState, hold: Hold): boolean {
  return hold.cause === 'stall' ? state.stalled.length >= hold.needed : isHost(state, hold.memberId) && state.policies.hostAds === 'pause'
}

function counts(state: RoomState, memberId: string, nowMs: Ms): boolean {
  const member = state.members.find(({ id }) => id === memberId)
  return member?.presence.kind === 'present' && !state.waited.some((one) => one.memberId === memberId && one.untilMs > nowMs)
}

/** Neither paused nor counting down nor at the end. */
function isMoving({ timeline, durationS = Number.POSITIVE_INFINITY }: RoomState, nowMs: Ms): boolean {
  return timeline.playing && timeline.atMs <= nowMs && positionAt(timeline, nowMs, durationS) < durationS
}
