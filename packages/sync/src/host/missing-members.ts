import { presenceRules } from '../presence/room-presence.ts'
import type { RoomState } from '../room/room-state.ts'
import type { Ms } from '../time.ts'

/** Finds members of whom no node has known a connection for long enough that the node they were on must be dead. Rule PS8. */
export function createMissingMembers(): { overdue(state: RoomState, has: (memberId: string) => boolean, nowMs: Ms): string[] } {
  let since = new Map<string, Ms>()
  return {
    overdue(state, has, nowMs) {
      const missing = state.members.filter(({ id, presence }) => presence.kind === 'present' && !has(id)).map(({ id }) => id)
      since = new Map(missing.map((id) => [id, Math.min(nowMs, since.get(id) ?? nowMs)])) // the clock may have been set back
      return missing.filter((id) => nowMs - (since.get(id) ?? nowMs) >= presenceRules.missingMs)
    },
  }
}
