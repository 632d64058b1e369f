import type { RoomIntent } from '../protocol/intents.ts'
import { reduceRoom } from '../room/reduce-room.ts'
import type { RoomEvent, RoomState, RoomStep } from '../room/room-state.ts'
import type { Ms } from '../time.ts'

/** When stories of rooms begin. */
export const startMs = 1_800_000_000_000

export const tick: RoomEvent = { kind: 'tick' }

type Coming = { mayControl?: boolean; mayModerate?: true; firstHost?: string; mediaId?: string }

export function join(
  id: string,
  { mayControl = true, mayModerate, firstHost, mediaId = 'film' }: Coming = {},
): RoomEvent & { kind: 'join' } {
  const member = { id, name: id, mayControl, ...(mayModerate ? { mayModerate } : {}) }
  return { kind: 'join', mediaId, durationS: 3600, ...(firstHost ? { firstHost } : {}), member }
}

export function leave(memberId: string, graceMs: Ms = 8000): RoomEvent {
  return { kind: 'leave', memberId, graceMs }
}

/** Each has an id of its own, unless one is given. */
export function intend(memberId: string, intent: RoomIntent, id = JSON.stringify([memberId, intent])): RoomEvent & { kind: 'intent' } {
  return { kind: 'intent', memberId, id, intent, leadMs: 150 }
}

/** A room to which all of this happened at once. */
export function room(...events: RoomEvent[]): RoomState {
  const state = events.reduce<RoomState | undefined>((current, event) => later(current, event, 0), undefined)
  if (!state) throw new Error('nothing happened')
  return state
}

/** `state` after this happened so long after the start of the story; a refusal is a mistake of the story. */
export function later(state: RoomState | undefined, event: RoomEvent, passedMs: Ms): RoomState {
  const step = attempt(state, event, passedMs)
  if (step.kind === 'changed') return step.state
  if (step.kind === 'unchanged' && state) return state
  throw new Error(`expected a change, got ${JSON.stringify(step)}`)
}

export function attempt(state: RoomState | undefined, event: RoomEvent, passedMs: Ms = 0): RoomStep {
  return reduceRoom(state, event, startMs + passedMs)
}

export function refused(reason: (RoomStep & { kind: 'refused' })['reason']): RoomStep {
  return { kind: 'refused', reason }
}
