import type { Ms } from '../time.ts'
import { nextMediaAtMs } from './queue.ts'
import type { RoomState } from './room-state.ts'

/** `state` with the next instant at which something runs out. The same object when that is as it was. Rule RM3. */
export function withWake(state: RoomState): RoomState {
  const dueMs = instants(state)
  const next = dueMs.length === 0 ? undefined : Math.min(...dueMs)
  if (next === state.nextWakeAtMs) return state
  const { nextWakeAtMs: _, ...rest } = state
  return next === undefined ? rest : { ...rest, nextWakeAtMs: next }
}

function instants(state: RoomState): Ms[] {
  const { members, requests, hold } = state
  const next = nextMediaAtMs(state)
  const graces = members.flatMap(({ presence }) => (presence.kind === 'away' ? [presence.untilMs] : []))
  return [...graces, ...requests.map(({ untilMs }) => untilMs), ...(hold ? [hold.untilMs] : []), ...(next === undefined ? [] : [next])]
}
