/** What somebody may do in a room, as the `role` of their KS says (knowledge.kaltura.com, KAF meeting rooms). */
export const meetingRoles = ['viewerRole', 'privateOnlyRole', 'adminRole', 'unmoderatedAdminRole'] as const
export type MeetingRole = (typeof meetingRoles)[number]

export interface Guest {
  userId: string
  name: string
  role: MeetingRole
  /** Decides when the room is over for everyone. */
  isHost: boolean
}

export interface Seat extends Guest {
  roomId: string
  sinceMs: number
}

/** Why somebody is out of a room: they went, the same user came in again, or the meeting was ended. */
export type Farewell = 'left' | 'replaced' | 'ended'

export type SeatEvent = { kind: 'people'; people: readonly Seat[] } | { kind: 'over'; why: Farewell }

/** Who sits in which meeting. */
export interface Seats {
  /** A new seat; an open one of the same user in the same room is over. `undefined` when the room is full. */
  take(roomId: string, guest: Guest, listener: (event: SeatEvent) => void): { leave(): void } | undefined
  /** In the order in which they came. */
  inRoom(roomId: string): readonly Seat[]
  /** Everyone is out. @returns how many were in. */
  empty(roomId: string): number
}

/** Larger than any room of Kaltura's. */
const mostInARoom = 300

export function createSeats({ now, changed }: { now: () => number; changed: () => void }): Seats {
  const taken = new Map<Seat, (event: SeatEvent) => void>()
  const inRoom = (roomId: string) => [...taken.keys()].filter((seat) => seat.roomId === roomId)

  const tell = (roomId: string): void => {
    const people = inRoom(roomId)
    for (const seat of people) taken.get(seat)?.({ kind: 'people', people })
    changed()
  }
  const end = (seat: Seat, why: Farewell): void => {
    const listener = taken.get(seat)
    taken.delete(seat)
    listener?.({ kind: 'over', why })
  }

  return {
    take(roomId, guest, listener) {
      const same = inRoom(roomId).find(({ userId }) => userId === guest.userId)
      if (!same && inRoom(roomId).length >= mostInARoom) return undefined
      if (same) end(same, 'replaced')
      const seat: Seat = { ...guest, roomId, sinceMs: now() }
      taken.set(seat, listener)
      tell(roomId)
      return {
        leave() {
          if (!taken.has(seat)) return
          end(seat, 'left')
          tell(roomId)
        },
      }
    },
    inRoom,
    empty(roomId) {
      const people = inRoom(roomId)
      for (const seat of people) end(seat, 'ended')
      if (people.length > 0) tell(roomId)
      return people.length
    },
  }
}
