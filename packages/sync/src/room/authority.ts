import type { Refusal, RoomMember, RoomState } from './room-state.ts'

/** What an intent takes: to be in the room, to steer it, to run it beside the host, or to be the host. */
export type Authority = 'anybody' | 'steering' | 'co-host' | 'host'

export function isHost(state: RoomState, memberId: string): boolean {
  return state.kind === 'hosted' && state.host === memberId
}

/** Why `member` may not, or `undefined` when they may. Rules RM1, RE1, RE2. */
export function barred(state: RoomState, member: RoomMember, from: Authority): Refusal | undefined {
  if (member.presence.kind === 'away') return { reason: 'not-host' }
  if (isHost(state, member.id)) return undefined
  if (state.locked) return { reason: 'locked' }
  if (from === 'anybody') return undefined
  if (from !== 'host' && state.coHosts.includes(member.id)) return undefined
  const shares = from === 'steering' && state.policies.remote === 'shared' && member.mayControl
  return shares ? undefined : { reason: 'not-host' }
}
