import type { Ms } from '../time.ts'
import { decodeRoom } from './room-document.ts'
import type { RoomState } from './room-state.ts'

/** What instants are called in a room's document, at any depth. */
const instant = /^(at|until|since)Ms$|(At|Until|Since)Ms$/

/** A room after its clock jumped: everybody is where they were, and every instant is the same moment by the new clock, in a new epoch. Rule CU5. */
export function stepClock(state: RoomState, byMs: Ms): RoomState {
  const text = JSON.stringify(state, (name, value) => (instant.test(name) && typeof value === 'number' ? Math.max(0, value + byMs) : value))
  return { ...(decodeRoom(text) ?? state), epoch: state.epoch + 1 }
}
