import type { RoomMember, RoomState } from './room-state.ts'

/** `state` with the host it should have. Rules HO1 to HO6 of SPEC.md. The same object when nothing changes. */
export function electHost(state: RoomState): RoomState {
  if (state.kind === 'hosted' && state.members.some((member) => member.id === state.host && member.mayControl)) return state // HO1, HO2

  const heir = heirOf(state)
  if (heir) return withHost(state, heir.id) // HO3, HO4, HO6
  return state.kind === 'hostless' ? state : withoutHost(state) // HO5: the room plays on
}

/** `state` under a new host, in a new term. A lock ends with the term of who set it. */
export function withHost(state: RoomState, host: string): RoomState {
  return { ...state, kind: 'hosted', host, hostTerm: state.hostTerm + 1, locked: false }
}

function heirOf(state: RoomState): RoomMember | undefined {
  const able = state.members.filter((member) => member.mayControl && member.presence.kind === 'present')
  const preferred = state.hostTerm === 0 ? able.find((member) => member.id === state.firstHost) : undefined
  const coHosts = able.filter((member) => state.coHosts.includes(member.id))
  return preferred ?? [...(coHosts.length > 0 ? coHosts : able)].sort((a, b) => a.joinedAtMs - b.joinedAtMs)[0]
}

function withoutHost({ host: _, ...facts }: RoomState & { kind: 'hosted' }): RoomState {
  return { ...facts, kind: 'hostless', locked: false }
}
