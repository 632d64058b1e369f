import type { RemoteIntent } from '../protocol/intents.ts'
import { limits } from '../protocol/limits.ts'
import type { ControlRequest } from '../protocol/snapshot.ts'
import type { Ms } from '../time.ts'
import { barred, isHost } from './authority.ts'
import { withHost } from './elect-host.ts'
import { type Refusal, type RoomMember, type RoomState, roomRules } from './room-state.ts'

/** A room after somebody asked for control, gave it or took it. Rules RE2 to RE7 of SPEC.md. */
export function changeRemote(state: RoomState, member: RoomMember, intent: RemoteIntent, nowMs: Ms): RoomState | Refusal {
  switch (intent.kind) {
    case 'ask':
      return barred(state, member, 'anybody') ?? ask(state, member, nowMs)
    case 'withdraw':
      return withRequests(state, (request) => request.memberId !== member.id || request.kind === 'declined')
    case 'grant':
      return barred(state, member, 'co-host') ?? grant(state, intent.memberId)
    case 'decline':
      return barred(state, member, 'co-host') ?? decline(state, intent.memberId, nowMs)
    case 'revoke':
      return (intent.memberId === member.id ? undefined : barred(state, member, 'host')) ?? withoutCoHost(state, intent.memberId)
    case 'transfer':
      return (moderates(member) ? undefined : barred(state, member, 'host')) ?? transfer(state, member, intent.memberId)
    case 'lock':
      return barred(state, member, 'host') ?? (state.locked === intent.locked ? state : { ...state, locked: intent.locked })
    case 'policy':
      return barred(state, member, 'host') ?? withPolicies(state, intent.policies)
  }
}

/** Requests whose time is over are over. */
export function withoutOldRequests(state: RoomState, nowMs: Ms): RoomState {
  return withRequests(state, ({ untilMs }) => untilMs > nowMs)
}

/** What the remote knows of members who left, or of whom it became untrue. */
export function tidyRemote(state: RoomState): RoomState {
  const isHere = (id: string) => state.members.some((member) => member.id === id)
  const coHosts = state.coHosts.filter((id) => isHere(id) && !isHost(state, id))
  const kept = coHosts.length === state.coHosts.length ? state : { ...state, coHosts }
  return withRequests(kept, ({ memberId }) => isHere(memberId) && !isHost(state, memberId) && !coHosts.includes(memberId))
}

/** Rule RE7: also in a locked room. */
function moderates({ mayModerate, presence }: RoomMember): boolean {
  return mayModerate === true && presence.kind === 'present'
}

function ask(state: RoomState, member: RoomMember, nowMs: Ms): RoomState | Refusal {
  if (isHost(state, member.id) || state.coHosts.includes(member.id)) return state
  const earlier = state.requests.find(({ memberId }) => memberId === member.id)
  if (earlier) return earlier.kind === 'pending' ? state : { reason: 'declined' }
  if (state.requests.length >= limits.requests) return { reason: 'too-many' }
  const request: ControlRequest = { memberId: member.id, kind: 'pending', untilMs: nowMs + roomRules.requestMs }
  return { ...state, requests: [...state.requests, request] }
}

function grant(state: RoomState, memberId: string): RoomState | Refusal {
  if (!state.members.some(({ id }) => id === memberId)) return { reason: 'unknown-member' }
  return state.coHosts.includes(memberId) || isHost(state, memberId) ? state : { ...state, coHosts: [...state.coHosts, memberId] }
}

function decline(state: RoomState, memberId: string, nowMs: Ms): RoomState | Refusal {
  const asked = state.requests.find((request) => request.memberId === memberId)
  if (!asked) return { reason: 'unknown-member' }
  if (asked.kind === 'declined') return state
  const declined: ControlRequest = { memberId, kind: 'declined', untilMs: nowMs + roomRules.requestMs }
  return { ...state, requests: state.requests.map((request) => (request === asked ? declined : request)) }
}

function transfer(state: RoomState, giver: RoomMember, memberId: string): RoomState | Refusal {
  const heir = state.members.find(({ id }) => id === memberId)
  if (heir?.presence.kind !== 'present') return { reason: 'unknown-member' }
  if (!heir.mayControl) return { reason: 'may-not-control' }
  if (isHost(state, memberId)) return state
  const gives = isHost(state, giver.id)
  const next = withHost(state, memberId)
  return gives ? { ...next, coHosts: [...next.coHosts, giver.id] } : next
}

function withoutCoHost(state: RoomState, memberId: string): RoomState {
  return state.coHosts.includes(memberId) ? { ...state, coHosts: state.coHosts.filter((id) => id !== memberId) } : state
}

function withPolicies(state: RoomState, change: Partial<RoomState['policies']>): RoomState {
  const policies = { ...state.policies, ...change }
  return JSON.stringify(policies) === JSON.stringify(state.policies) ? state : { ...state, policies }
}

function withRequests(state: RoomState, keep: (request: ControlRequest) => boolean): RoomState {
  const requests = state.requests.filter(keep)
  return requests.length === state.requests.length ? state : { ...state, requests }
}
