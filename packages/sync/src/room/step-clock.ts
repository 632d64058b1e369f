import { limits } from '../protocol/limits.ts'
import type { Ms } from '../time.ts'
import { decodeRoom } from './room-document.ts'
import { type RoomEvent, type RoomState, roomRules } from './room-state.ts'

/** What instants are called in a room's document, at any depth. */
const instant = /^(at|until|since)Ms$|(At|Until|Since)Ms$/

/** A room after its clock jumped: everybody is where they were, and every instant is the same moment by the new clock, in a new epoch. Rule CU5. */
export function stepClock(state: RoomState, { byMs, sinceMs }: RoomEvent & { kind: 'clock-stepped' }, nowMs: Ms): RoomState {
  if (state.steppedAtMs !== undefined && isTold(state.steppedAtMs, sinceMs, nowMs)) return state
  const text = JSON.stringify(state, (name, value) => (instant.test(name) && typeof value === 'number' ? Math.max(0, value + byMs) : value))
  const stepped = decodeRoom(text) ?? state
  return { ...stepped, timeline: byEdge(stepped, byMs), epoch: state.epoch + 1, ...(byMs === 0 ? {} : { steppedAtMs: nowMs }) }
}

/** Of this step, between when the clock was last in order and now; what is ahead of now was told of another, by the clock before. */
function isTold(steppedAtMs: Ms, sinceMs: Ms, nowMs: Ms): boolean {
  return steppedAtMs >= sinceMs - roomRules.clockSlackMs && steppedAtMs <= nowMs + roomRules.clockSlackMs
}

/** Positions that are distances to a live edge are counted by this clock too. */
function byEdge({ live, timeline }: RoomState, byMs: Ms): RoomState['timeline'] {
  if (live?.by !== 'edge') return timeline
  return { ...timeline, positionS: Math.min(limits.positionS, Math.max(0, timeline.positionS + byMs / 1000)) }
}
