import { limits as wire } from '../protocol/limits.ts'
import { encodeMessage, type PresentMember } from '../protocol/messages.ts'
import type { Reaction } from '../protocol/reactions.ts'
import { isAfter } from '../protocol/revision.ts'
import { isNews, type RoomState, revisionOf } from '../room/room-state.ts'
import type { Ms, Timers } from '../time.ts'
import type { RoomAttendance } from './room-attendance.ts'

export interface RoomBulletin {
  /** Tells what is new in `next` to whoever does not know it. */
  tell(next: RoomState, before: RoomState | undefined): void
  tellReactions(reactions: readonly Reaction[]): void
  /** How members are doing, as everyone was last told. */
  members(): readonly PresentMember[]
  /** Tells how members are doing, if that is not what was told: soon, and not too often. */
  membersSoon(): void
  stop(): void
}

export interface RoomBulletinOptions {
  attendance: RoomAttendance
  state: () => RoomState | undefined
  timers: Timers
  everyMs: Ms
}

/** What the connections of this node are told of a room. Each message is encoded once. */
export function createRoomBulletin({ attendance, state, timers, everyMs }: RoomBulletinOptions): RoomBulletin {
  let told: { members: readonly PresentMember[]; frame: string } = { members: [], frame: '' }
  let cancel: (() => void) | undefined

  function send(frame: string): void {
    for (const connection of attendance.local) if (connection.live) connection.send(frame)
  }

  function tellRoom(next: RoomState, isNew: boolean): void {
    const revision = { epoch: next.epoch, seq: next.seq }
    const frame = isNew ? encodeMessage({ type: 'room', ...revisionOf(next) }) : undefined
    for (const connection of attendance.local) {
      if (!connection.live) continue
      if (frame !== undefined && isAfter(next, connection.told)) connection.send(frame)
      connection.told = revision
      connection.keep()
    }
  }

  /** Whether these are connections from before this process slept, which miss nothing. Rule DO3. */
  function isKnownToAll(next: RoomState): boolean {
    return [...attendance.local].every((connection) => connection.live && !isAfter(next, connection.told))
  }

  function listMembers() {
    const members = memberList(state(), attendance)
    return { members, frame: encodeMessage({ type: 'presence', members }) }
  }

  function tellMembers(): void {
    const list = listMembers()
    if (list.frame !== told.frame) send(list.frame)
    told = list
  }

  return {
    tell(next, before) {
      if (!before && isKnownToAll(next)) {
        told = listMembers()
        return
      }
      tellRoom(next, isNews(before, next))
      if (before?.members !== next.members) tellMembers()
    },
    tellReactions: (reactions) => send(encodeMessage({ type: 'reactions', reactions })),
    members: () => told.members,
    membersSoon() {
      cancel ??= timers.after(everyMs, () => {
        cancel = undefined
        tellMembers()
      })
    },
    stop() {
      cancel?.()
      cancel = undefined
    },
  }
}

/** A member with several tabs is doing as the one is that came last. */
function memberList(state: RoomState | undefined, attendance: RoomAttendance): PresentMember[] {
  const readinesses = new Map(attendance.everywhere().map(({ memberId, readiness }) => [memberId, readiness]))
  return (state?.members ?? []).slice(0, wire.members).map(({ presence: { kind }, joinedAtMs: _, ...member }) => {
    const readiness = readinesses.get(member.id)
    return { ...member, present: kind === 'present', ...(readiness ? { readiness } : {}) }
  })
}
