import { describe, expect, test } from 'vitest'
import { object, startKaltura } from '../testing/plugin-client.ts'

describe('rooms, by the npm kaltura-client', () => {
  test('a room is added, found, changed and deleted, and status 7 is what it always has', async () => {
    const { call } = await startKaltura()
    const room = await call('room', 'add', object('RoomEntry', { name: 'Office hours', roomType: 1, tags: 'discord' }))
    expect(room).toEqual({
      id: expect.stringMatching(/^0_\w{8}$/),
      name: 'Office hours',
      roomType: 1,
      tags: 'discord',
      partnerId: 102,
      userId: 'prof.okafor',
      creatorId: 'prof.okafor',
      status: 7,
      moderationStatus: 6,
      type: 'room.room',
      rootEntryId: room.id,
      createdAt: 1_767_603_600,
      updatedAt: 1_767_603_600,
      objectType: 'KalturaRoomEntry',
    })
    expect(await call('room', 'update', room.id, object('RoomEntry', { name: 'Questions' }))).toMatchObject({
      name: 'Questions',
      roomType: 1,
    })
    expect(await call('room', 'get', room.id)).toMatchObject({ id: room.id, name: 'Questions' })
    expect(await call('room', 'listAction', object('RoomEntryFilter', { tagsLike: 'discord', orderBy: '+name' }))).toMatchObject({
      totalCount: 2,
      objects: [{ name: 'Questions' }, { name: 'Study room' }],
      objectType: 'KalturaRoomEntryListResponse',
    })
    expect(await call('room', 'deleteAction', room.id)).toBeNull()
    await expect(call('room', 'get', room.id)).rejects.toMatchObject({ code: 'ENTRY_ID_NOT_FOUND', args: { ENTRY_ID: room.id } })
  })

  test.each([
    [{ name: 'No type' }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL', { PROP_NAME: 'KalturaRoomEntry::roomType' }],
    [{ roomType: 1 }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL', { PROP_NAME: 'KalturaRoomEntry::name' }],
    [{ name: 'Room', roomType: 1, id: '0_mine1234' }, 'PROPERTY_VALIDATION_NOT_UPDATABLE', { PROP_NAME: 'KalturaRoomEntry::id' }],
    [{ name: 'Room', roomType: 1, templateRoomEntryId: '0_nobody00' }, 'ENTRY_ID_NOT_FOUND', { ENTRY_ID: '0_nobody00' }],
    [{ name: 'Room', roomType: 1, templateRoomEntryId: '0_lec01abc' }, 'INVALID_FIELD_VALUE', { FIELD_NAME: 'templateRoomEntryId' }],
  ])('refuses %o', async (fields, code, args) => {
    const { call } = await startKaltura()
    await expect(call('room', 'add', object('RoomEntry', fields))).rejects.toMatchObject({ code, args })
  })

  test('whoever watches the account hears of a new room, and of one that is gone', async () => {
    const { call, kaltura } = await startKaltura()
    const seen: string[][] = []
    const stop = kaltura.subscribe(() => seen.push(kaltura.meetings.all().map(({ name }) => name)))
    const room = await call('room', 'add', object('RoomEntry', { name: 'Office hours', roomType: 1 }))
    await call('room', 'deleteAction', room.id)
    stop()
    expect(seen).toEqual([['Office hours', 'Study room'], ['Study room']])
  })

  test('a recording that is attached to a room has it as its root', async () => {
    const { call } = await startKaltura()
    expect(await call('room', 'attachRecordedEntry', '0_room01ab', '0_lec01abc')).toMatchObject({ rootEntryId: '0_room01ab' })
    expect(await call('baseEntry', 'get', '0_lec01abc')).toMatchObject({ rootEntryId: '0_room01ab' })
  })

  test('a USER KS has rooms of its own, and changes no others', async () => {
    const { callAs } = await startKaltura()
    const mara = await callAs('mara')
    const room = await mara('room', 'add', object('RoomEntry', { name: 'Mine', roomType: 1 }))

    expect(await mara('room', 'update', room.id, object('RoomEntry', { name: 'Ours' }))).toMatchObject({ name: 'Ours', userId: 'mara' })
    expect(await mara('room', 'listAction')).toMatchObject({ totalCount: 1, objects: [{ id: room.id }] })
    await expect(mara('room', 'update', '0_room01ab', object('RoomEntry', { name: 'Hers' }))).rejects.toMatchObject({ code: 'INVALID_KS' })
    await expect(mara('room', 'deleteAction', '0_room01ab')).rejects.toMatchObject({ code: 'INVALID_KS' })
  })
})
