import { defaultPolicies } from '../protocol/intents.ts'
import { limits } from '../protocol/limits.ts'
import { mediaLength } from '../protocol/media-length.ts'
import type { Ms } from '../time.ts'
import { type Joining, type RoomEvent, type RoomMember, type RoomState, roomRules } from './room-state.ts'

/** A room that begins with who joins it. */
export function open(joining: Joining, nowMs: Ms, epoch: number): RoomState {
  const { mediaId, durationS, live, firstHost, policies } = joining
  return {
    kind: 'hostless',
    epoch,
    seq: 1,
    mark: 0,
    afterMark: 0,
    mediaId,
    firstMediaId: mediaId,
    ...mediaLength({ live: live && { by: 'programme-time' }, durationS }),
    ...(firstHost === undefined ? {} : { firstHost }),
    timeline: { positionS: 0, atMs: nowMs, rate: 1, playing: false },
    members: [newcomer(joining, nowMs)],
    hostTerm: 0,
    coHosts: [],
    locked: false,
    requests: [],
    policies: { ...defaultPolicies, ...policies },
    queue: [],
    recentIntents: [],
    stalled: [],
    waited: [],
  }
}

/** A room after somebody came, or came back. Rules RM9, HO7. */
export function join(state: RoomState, joining: Joining, nowMs: Ms): RoomState | { reason: 'other-media' | 'room-full' } {
  const { mediaId, durationS } = joining
  if (mediaId !== state.mediaId && mediaId !== state.firstMediaId) {
    return state.members.length > 0 ? { reason: 'other-media' } : { ...open(joining, nowMs, state.epoch), hostTerm: state.hostTerm }
  }
  const measures = mediaId === state.mediaId && !state.live && state.durationS === undefined && durationS !== undefined
  const measured = measures ? { ...state, durationS } : state
  const known = state.members.some((member) => member.id === joining.member.id)
  if (known) return withMembers(measured, (member) => (member.id === joining.member.id ? present(member, joining) : member))
  if (state.members.length >= limits.members) return { reason: 'room-full' }
  return { ...measured, members: [...state.members, newcomer(joining, nowMs)] }
}

/** A room after the last connection of a member went. */
export function leave(state: RoomState, memberId: string, untilMs: Ms): RoomState {
  return withMembers(state, (member) => (member.id === memberId ? away(member, untilMs) : member))
}

/** A room that a server took up that did not see what happened meanwhile. Rules RM8, MG6. */
export function reopen(state: RoomState, { connected, lostEpoch }: RoomEvent & { kind: 'reopen' }, nowMs: Ms): RoomState {
  const waiting = withMembers(state, (member) => (connected.includes(member.id) ? member : away(member, nowMs + roomRules.graceMs)))
  if (waiting === state && lostEpoch === undefined) return state
  return { ...waiting, epoch: Math.max(state.epoch, lostEpoch ?? 0) + 1 }
}

/** A grace that has run out has run out, whether or not anyone ticked. */
export function withoutGone(state: RoomState, nowMs: Ms): RoomState {
  const left = state.members.filter(({ presence }) => presence.kind === 'present' || presence.untilMs > nowMs)
  return left.length === state.members.length ? state : { ...state, members: left }
}

function newcomer({ member }: Joining, nowMs: Ms): RoomMember {
  return { ...rightsOf({ member }), joinedAtMs: nowMs, presence: { kind: 'present' } }
}

function present(was: RoomMember, joining: Joining): RoomMember {
  const { name, mayControl, mayModerate } = joining.member
  const same = was.name === name && was.mayControl === mayControl && was.mayModerate === mayModerate
  if (was.presence.kind === 'present' && same) return was
  return { ...rightsOf(joining), joinedAtMs: was.joinedAtMs, presence: { kind: 'present' } }
}

function rightsOf({ member: { id, name, mayControl, mayModerate } }: Pick<Joining, 'member'>) {
  return { id, name, mayControl, ...(mayModerate ? { mayModerate } : {}) }
}

function away(member: RoomMember, untilMs: Ms): RoomMember {
  return member.presence.kind === 'away' ? member : { ...member, presence: { kind: 'away', untilMs } }
}

function withMembers(state: RoomState, change: (member: RoomMember) => RoomMember): RoomState {
  const members = state.members.map(change)
  return members.every((member, index) => member === state.members[index]) ? state : { ...state, members }
}
