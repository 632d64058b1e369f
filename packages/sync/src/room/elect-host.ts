import { isHost } from './authority.ts'
import type { RoomMember, RoomState } from './room-state.ts'

/** `state` with the host it should have. Rules HO1 to HO6 of SPEC.md. The same object when nothing changes. */
export function electHost(state: RoomState): RoomState {
  const awaited = awaitedHost(state)
  if (awaited) return withHost(state, awaited.id) // HO3
  if (state.kind === 'hosted' && state.members.some((member) => member.id === state.host && member.mayControl)) return state // HO1, HO2

  const heir = heirOf(state)
  if (heir) return withHost(state, heir.id) // HO4, HO6
  return state.kind === 'hostless' ? state : withoutHost(state) // HO5: the room plays on
}

/** `state` under a new host, in a new term. A lock ends with the term of who set it. */
export function withHost(state: RoomState, host: string): RoomState {
  return { ...state, kind: 'hosted', host, hostTerm: state.hostTerm + 1, locked: false }
}

/** The preferred member, as long as nobody has begun anything: whoever loaded faster than them only keeps the remote for them. */
function awaitedHost(state: RoomState): RoomMember | undefined {
  const { firstHost, hostTerm, locked, timeline } = state
  const begun = hostTerm > 1 || locked || timeline.playing || timeline.positionS > 0
  if (begun || firstHost === undefined || isHost(state, firstHost)) return undefined
  return state.members.filter(isAble).find(({ id }) => id === firstHost)
}

function heirOf(state: RoomState): RoomMember | undefined {
  const able = state.members.filter(isAble)
  const coHosts = able.filter((member) => state.coHosts.includes(member.id))
  return [...(coHosts.length > 0 ? coHosts : able)].sort((a, b) => a.joinedAtMs - b.joinedAtMs)[0]
}

function isAble({ mayControl, presence }: RoomMember): boolean {
  return mayControl && presence.kind === 'present'
}

function withoutHost({ host: _, ...facts }: RoomState & { kind: 'hosted' }): RoomState {
  return { ...facts, kind: 'hostless', locked: false }
}
