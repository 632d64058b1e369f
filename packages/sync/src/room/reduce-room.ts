import { limits } from '../protocol/limits.ts'
import type { Ms } from '../time.ts'
import { applyIntent } from './apply-intent.ts'
import { electHost } from './elect-host.ts'
import { type Joining, type RoomEvent, type RoomMember, type RoomState, type RoomStep, roomRules } from './room-state.ts'

/**
 * What `event` makes of a room at `nowMs` of server time. Pure: whoever lost a race reads again and asks again. Rules RM1 to RM9.
 * A grace that has run out by `nowMs` has run out, whether or not anyone ticked.
 */
export function reduceRoom(state: RoomState | undefined, event: RoomEvent, nowMs: Ms): RoomStep {
  if (!state) return event.kind === 'join' ? changed(open(event, nowMs, 1)) : event.kind === 'intent' ? refusedNotMember : unchanged
  const current = withoutLapsed(state, nowMs)
  const next = apply(current, event, nowMs)
  if ('reason' in next) return { kind: 'refused', reason: next.reason }
  const settled = electHost(next)
  return settled === state ? unchanged : changed({ ...settled, seq: state.seq + 1 })
}

const unchanged: RoomStep = { kind: 'unchanged' }
const refusedNotMember: RoomStep = { kind: 'refused', reason: 'not-a-member' }

type Refusal = Pick<RoomStep & { kind: 'refused' }, 'reason'>

function apply(state: RoomState, event: RoomEvent, nowMs: Ms): RoomState | Refusal {
  switch (event.kind) {
    case 'join':
      return join(state, event, nowMs)
    case 'leave':
      return withMembers(state, (member) => (member.id === event.memberId ? away(member, nowMs + event.graceMs) : member))
    case 'intent':
      return steer(state, event, nowMs)
    case 'tick':
      return state
    case 'reopen': {
      const waiting = withMembers(state, (member) => away(member, nowMs + roomRules.graceMs))
      return waiting === state ? state : { ...waiting, epoch: state.epoch + 1 }
    }
  }
}

function steer(state: RoomState, event: RoomEvent & { kind: 'intent' }, nowMs: Ms): RoomState | Refusal {
  const member = state.members.find((candidate) => candidate.id === event.memberId)
  if (!member) return { reason: 'not-a-member' }
  if (state.kind !== 'hosted' || state.host !== member.id || member.presence.kind !== 'present') return { reason: 'not-host' }
  if (state.lastIntentId === event.id) return state
  const timeline = applyIntent(state.timeline, event.intent, nowMs, event.leadMs, state.durationS)
  return timeline === state.timeline ? state : { ...state, timeline, lastIntentId: event.id }
}

function join(state: RoomState, joining: Joining, nowMs: Ms): RoomState | Refusal {
  if (joining.mediaId !== state.mediaId) {
    return state.members.length > 0 ? { reason: 'other-media' } : { ...open(joining, nowMs, state.epoch), hostTerm: state.hostTerm }
  }
  const measured = state.durationS === undefined && joining.durationS !== undefined ? { ...state, durationS: joining.durationS } : state
  const known = state.members.some((member) => member.id === joining.member.id)
  if (known) return withMembers(measured, (member) => (member.id === joining.member.id ? present(member, joining) : member))
  if (state.members.length >= limits.members) return { reason: 'room-full' }
  return { ...measured, members: [...state.members, newcomer(joining, nowMs)] }
}

function open(joining: Joining, nowMs: Ms, epoch: number): RoomState {
  const { mediaId, durationS, firstHost } = joining
  return electHost({
    kind: 'hostless',
    epoch,
    seq: 1,
    mediaId,
    ...(durationS === undefined ? {} : { durationS }),
    ...(firstHost === undefined ? {} : { firstHost }),
    timeline: { positionS: 0, atMs: nowMs, rate: 1, playing: false },
    members: [newcomer(joining, nowMs)],
    hostTerm: 0,
  })
}

function newcomer({ member }: Joining, nowMs: Ms): RoomMember {
  return { id: member.id, name: member.name, mayControl: member.mayControl, joinedAtMs: nowMs, presence: { kind: 'present' } }
}

function present(member: RoomMember, { member: { name, mayControl } }: Joining): RoomMember {
  if (member.presence.kind === 'present' && member.name === name && member.mayControl === mayControl) return member
  return { ...member, name, mayControl, presence: { kind: 'present' } }
}

function away(member: RoomMember, untilMs: Ms): RoomMember {
  return member.presence.kind === 'away' ? member : { ...member, presence: { kind: 'away', untilMs } }
}

function withoutLapsed(state: RoomState, nowMs: Ms): RoomState {
  const left = state.members.filter(({ presence }) => presence.kind === 'present' || presence.untilMs > nowMs)
  return left.length === state.members.length ? state : withWake({ ...state, members: left })
}

function withMembers(state: RoomState, change: (member: RoomMember) => RoomMember): RoomState {
  const members = state.members.map(change)
  return members.every((member, index) => member === state.members[index]) ? state : withWake({ ...state, members })
}

function withWake({ nextWakeAtMs: _, ...state }: RoomState): RoomState {
  const dueMs = state.members.flatMap(({ presence }) => (presence.kind === 'away' ? [presence.untilMs] : []))
  return dueMs.length === 0 ? state : { ...state, nextWakeAtMs: Math.min(...dueMs) }
}

function changed(state: RoomState): RoomStep {
  return { kind: 'changed', state }
}
