import { z } from 'zod'
import type { Catalogue } from '../catalogue.ts'
import { kalturaEntry } from '../entry.ts'
import type { Bearer } from '../ks-gate.ts'
import { mostRooms, type Room, type Rooms, roomEntry } from '../meetings/rooms.ts'
import type { Action, Params } from './actions.ts'
import { type ApiException, apiException, refusals } from './exception.ts'
import { cannotBeNull, invalidField, type Properties, readObject } from './object-class.ts'
import { listObjects } from './object-list.ts'

const text = z.union([z.string().max(128), z.number().transform(String)])
const service = 'room_room'

/**
 * room.add, get, list, update, delete and attachRecordedEntry (kaltura/server plugins/room RoomService).
 *
 * A USER KS changes and lists only rooms of its own.
 */
export function roomActions(rooms: Rooms, catalogue: Catalogue): readonly (readonly [string, Action])[] {
  const all: Readonly<Record<string, Action>> = {
    add(params, { bearer }) {
      const read = readObject(params.entry, { parameter: 'entry', classes: [roomEntry] })
      if (read.kind === 'refused') return read.why
      const wrong = wrongReference(read.properties)
      if (wrong) return wrong
      if (read.properties.name === undefined || read.properties.name === '') return cannotBeNull(`${roomEntry.name}::name`)
      if (rooms.all().length >= mostRooms) return refusals.serviceForbidden(service, 'add')
      return { ...rooms.add(read.properties, { userId: bearer.userId }).properties }
    },
    get: (params) => one(params, (room) => ({ ...room.properties })),
    list: (params, { bearer }) =>
      listObjects(
        rooms
          .all()
          .filter((room) => bearer.admin || bearer.allows('list', '*') || room.userId === bearer.userId)
          .map(({ properties }) => properties),
        params,
        { objectType: 'KalturaRoomEntryListResponse', classes: [roomEntry] },
      ),
    update: (params, { bearer }) =>
      one(params, (room) => {
        if (!mayEdit(room, bearer)) return notYours
        const read = readObject(params.room, { parameter: 'room', classes: [roomEntry], before: room.properties })
        if (read.kind === 'refused') return read.why
        return wrongReference(read.properties) ?? { ...rooms.change(room, read.properties).properties }
      }),
    delete: (params, { bearer }) =>
      one(params, (room) => {
        if (!mayEdit(room, bearer)) return notYours
        rooms.remove(room.id)
        return null
      }),
    attachrecordedentry(params, { account }) {
      const roomId = text.safeParse(params.roomEntryId).data ?? ''
      const mediaId = text.safeParse(params.mediaEntryId).data ?? ''
      if (!rooms.find(roomId)) return refusals.entryNotFound(roomId)
      const recording = catalogue.find(mediaId)
      if (!recording) return refusals.entryNotFound(mediaId)
      const attached = { ...recording, rootEntryId: roomId }
      catalogue.put(attached)
      return kalturaEntry(attached, account)
    },
  }
  return Object.entries(all).map(([name, action]) => [`${service}.${name}`, action])

  function one<Answer>(params: Params, use: (room: Room) => Answer): Answer | ApiException {
    const id = text.safeParse(params.roomId).data
    if (id === undefined) return refusals.missingParameter('roomId')
    const room = rooms.find(id)
    return room ? use(room) : refusals.entryNotFound(id)
  }

  function wrongReference({ templateRoomEntryId, recordedEntryId }: Properties): ApiException | undefined {
    if (typeof templateRoomEntryId === 'string' && templateRoomEntryId !== '' && !rooms.find(templateRoomEntryId))
      return catalogue.find(templateRoomEntryId) ? invalidField('templateRoomEntryId') : refusals.entryNotFound(templateRoomEntryId)
    if (typeof recordedEntryId === 'string' && recordedEntryId !== '' && !catalogue.find(recordedEntryId))
      return invalidField(`recordedEntryId - ${recordedEntryId}`)
    return undefined
  }
}

/** Of a KS that is not its owner's (kaltura/server KalturaDispatcher::validateUser). */
const notYours = apiException('INVALID_KS', 'Invalid KS "", Error "-4,INVALID_TYPE"', {
  KSID: '',
  ERR_CODE: '-4',
  ERR_DESC: 'INVALID_TYPE',
})

function mayEdit(room: Room, bearer: Bearer): boolean {
  return bearer.admin || room.userId === bearer.userId || bearer.allows('edit', room.id)
}
