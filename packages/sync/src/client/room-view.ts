import type { SyncStatus } from '../playback/playback-state.ts'
import type { RefusalReason, RoomPolicies } from '../protocol/intents.ts'
import type { Member, PresentMember, RoomGap } from '../protocol/messages.ts'
import type { ControlRequest, Hold, LiveFacts, QueueItem, RoomSnapshot } from '../protocol/snapshot.ts'
import type { Timeline } from '../timeline/timeline.ts'
import type { ConnectionState } from './room-connection.ts'

export type RoomRole = 'host' | 'co-host' | 'viewer'

/** A member of the room, and what they are in it. */
export interface SeenMember extends PresentMember {
  readonly role: RoomRole
}

/** Everything an interface may show of a room. The same object until something changed. */
export interface RoomView {
  readonly connection: ConnectionState
  readonly me?: Member
  readonly hostId?: string
  readonly iAmHost: boolean
  readonly myRole: RoomRole
  /** Whether play, pause, seek and rate would be followed, as far as is known here: the room decides. */
  readonly iMaySteer: boolean
  /** Whether the host alone may change anything. */
  readonly locked: boolean
  readonly policies?: RoomPolicies
  /** Who asked for control and waits for an answer, or was told no lately. */
  readonly requests: readonly ControlRequest[]
  /** Why the room stands although it would play, if it does; `stalled` are those it waits for. */
  readonly hold?: Hold
  readonly stalled: readonly string[]
  readonly members: readonly SeenMember[]
  readonly timeline?: Timeline
  readonly mediaId?: string
  /** Of a media that came from the queue. */
  readonly title?: string
  /** What positions of a live stream mean, and what everybody reaches. */
  readonly live?: LiveFacts
  /** What was accepted, in the order of playing, then what was suggested. */
  readonly queue: readonly QueueItem[]
  readonly durationS?: number
  readonly sync: SyncStatus
  /** The last of our intents that the room did not follow. Gone with the next intent. */
  readonly refusal?: RefusalReason | 'not-connected'
  /**
   * What the room did just before this is not known: `missed`, we were away for too long; `restored`, the server came back from an older state, and
   * the last things that anybody did may be lost. Gone with the next change of the room.
   */
  readonly gap?: RoomGap
}

/** What is known of a room, put together. */
export interface KnownRoom {
  connection: ConnectionState
  sync: SyncStatus
  me: Member | undefined
  members: readonly PresentMember[]
  state: RoomSnapshot | undefined
  refusal: RoomView['refusal']
  gap: RoomGap | undefined
}

export function viewOf({ connection, sync, me, members, state, refusal, gap }: KnownRoom): RoomView {
  const myRole = me ? roleIn(state, me.id) : 'viewer'
  return {
    connection,
    sync,
    ...(me ? { me } : {}),
    iAmHost: myRole === 'host',
    myRole,
    iMaySteer: me !== undefined && state !== undefined && maySteer(state, me, myRole),
    members: members.map((member) => ({ ...member, role: roleIn(state, member.id) })),
    locked: state?.locked ?? false,
    requests: state?.requests ?? [],
    stalled: state?.stalled ?? [],
    queue: state?.queue ?? [],
    ...(state ? factsOf(state) : {}),
    ...(refusal === undefined ? {} : { refusal }),
    ...(gap === undefined ? {} : { gap }),
  }
}

function factsOf({ hostId, policies, hold, timeline, mediaId, title, live, durationS }: RoomSnapshot) {
  return {
    ...(hostId === undefined ? {} : { hostId }),
    policies,
    ...(hold ? { hold } : {}),
    timeline,
    mediaId,
    ...(title === undefined ? {} : { title }),
    ...(live ? { live } : {}),
    ...(durationS === undefined ? {} : { durationS }),
  }
}

function roleIn(state: RoomSnapshot | undefined, memberId: string): RoomRole {
  if (state?.hostId === memberId) return 'host'
  return state?.coHosts.includes(memberId) ? 'co-host' : 'viewer'
}

function maySteer(state: RoomSnapshot, me: Member, role: RoomRole): boolean {
  if (state.locked) return role === 'host'
  return role !== 'viewer' || (state.policies.remote === 'shared' && me.mayControl)
}
