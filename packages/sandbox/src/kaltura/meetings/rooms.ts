import { type ObjectClass, type Properties, values } from '../api/object-class.ts'

const { text, whole } = values

/** KalturaRoomEntry (kaltura/server plugins/room): an entry that never has content of its own. */
export const roomEntry: ObjectClass = {
  name: 'KalturaRoomEntry',
  writable: {
    name: text,
    description: text,
    tags: text,
    referenceId: text,
    userId: text,
    roomType: whole,
    broadcastEntryId: text,
    templateRoomEntryId: text,
    recordedEntryId: text,
  },
  readOnly: ['id', 'partnerId', 'status', 'createdAt', 'updatedAt', 'creatorId', 'rootEntryId', 'moderationStatus', 'thumbnailUrl'],
  required: ['roomType'],
}

export interface Room {
  id: string
  name: string
  /** Kaltura user id of the owner. */
  userId: string
  /** Kaltura user ids of who moderates whatever their KS says. */
  moderators: readonly string[]
  createdAtMs: number
  properties: Properties
}

/** The meeting rooms of the account. */
export interface Rooms {
  find(id: string): Room | undefined
  /** Newest first. */
  all(): readonly Room[]
  add(properties: Properties, owner: { userId: string; moderators?: readonly string[] }): Room
  change(room: Room, properties: Properties): Room
  remove(id: string): void
}

/** Which kind a room is: KalturaRoomType. */
export const roomType = { room: 1, breakout: 2 } as const
/** Status 7 is what a room always has: nothing is wrong with it. */
const noContent = 7
export const mostRooms = 500

/** @param options.study a room that is there from the start; the recordings that the sandbox publishes come from it. */
export function createRooms(options: {
  partnerId: number
  now: () => number
  /** Random lower-case letters and digits, `length` of them. */
  word: (length: number) => string
  study: { id: string; name: string; userId: string }
  changed: () => void
}): Rooms {
  const { partnerId, now, word, study, changed } = options
  const rooms = new Map<string, Room>()
  const keep = (room: Room): Room => {
    rooms.set(room.id, room)
    changed()
    return room
  }
  const add = (id: string, given: Properties, userId: string, moderators: readonly string[]): Room => {
    const createdAtMs = now()
    const owner = typeof given.userId === 'string' ? given.userId : userId
    const atUnix = Math.floor(createdAtMs / 1000)
    const name = typeof given.name === 'string' && given.name !== '' ? given.name : id
    const properties = {
      ...given,
      id,
      name,
      partnerId,
      userId: owner,
      creatorId: userId,
      status: noContent,
      moderationStatus: 6,
      type: 'room.room',
      rootEntryId: id,
      createdAt: atUnix,
      updatedAt: atUnix,
      objectType: roomEntry.name,
    }
    return keep({ id, name, userId: owner, moderators, createdAtMs, properties })
  }
  add(study.id, { name: study.name, roomType: roomType.room, tags: 'discord' }, study.userId, [])

  return {
    find: (id) => rooms.get(id),
    all: () => [...rooms.values()].reverse(),
    add: (properties, { userId, moderators = [] }) => add(`0_${word(8)}`, properties, userId, moderators),
    change(room, given) {
      const properties: Properties = { ...room.properties, ...given, updatedAt: Math.floor(now() / 1000) }
      return keep({ ...room, name: String(properties.name), userId: String(properties.userId), properties })
    },
    remove(id) {
      rooms.delete(id)
      changed()
    },
  }
}
