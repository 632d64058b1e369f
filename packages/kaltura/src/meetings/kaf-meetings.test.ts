import { inspect } from 'node:util'
import { UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { draft, expiresAtMs, fakeMeetings, guildId, mara, nowMs, plannerKs, startsAtMs, startUnix, times, usual } from './fake-meetings.ts'

const pager = { objectType: 'KalturaFilterPager', pageSize: 15, pageIndex: 1 }
const planned = { statusIn: '1,2', recurrenceTypeIn: '0,1', orderBy: '-createdAt' }
const room = { id: '0_room', name: 'Colloquium', tags: `discord-guild-${guildId}, discord-meeting-room` }

describe('KAF', () => {
  test('a room with times is created by KAF, and scheduled by API v3', async () => {
    const { provider, sent } = fakeMeetings('kaf', { success: true, data: { id: '0_room' } }, { totalCount: 0, objects: [] }, {})
    await provider.create(draft)

    expect(sent).toMatchObject([
      {
        path: 'kaf.example/embeddedrooms/index/create-room',
        body: { ks: plannerKs, name: 'Colloquium', description: 'Slides', tags: `discord-guild-${guildId},discord-meeting-room` },
      },
      { path: 'schedule_scheduleevent list' },
      {
        path: 'schedule_scheduleevent add',
        body: {
          ...usual,
          scheduleEvent: {
            objectType: 'KalturaMeetingScheduleEvent',
            templateEntryId: '0_room',
            summary: 'Colloquium',
            description: 'Slides',
            startDate: startUnix,
            endDate: startUnix + 3600,
            recurrenceType: 0,
            tags: `discord-guild-${guildId},discord-meeting-room,discord-zone:Europe/Berlin`,
          },
        },
      },
    ])
    expect(Object.keys(sent[0]?.body ?? {})).toEqual(['ks', 'name', 'description', 'tags'])
  })

  test('of a series the dates from yesterday on are asked for, without those that were called off', async () => {
    const room = { id: '0_room01ab', tags: `discord-guild-${guildId}` }
    const series = { id: 7, status: 2, startDate: startUnix, endDate: startUnix + 3600, recurrenceType: 1 }
    const date = { ...series, id: 8, recurrenceType: 2 }
    const lists = [series, date].map((event) => [{ totalCount: 1, objects: [event] }])
    const { provider, sent } = fakeMeetings('kaf', room, ...lists)

    expect(await provider.find({ guildId, meetingId: room.id })).toMatchObject({
      meeting: { dates: [{ startsAtMs, endsAtMs: startsAtMs + 3_600_000 }] },
    })
    expect(Object.values(sent[2]?.body ?? {})).toContainEqual(
      expect.objectContaining({
        filter: expect.objectContaining({ parentIdEqual: 7, statusEqual: 2, endDateGreaterThanOrEqual: (nowMs - 86_400_000) / 1000 }),
      }),
    )
  })

  test('a series says its rule in the words of Kaltura’s schedule', async () => {
    const { provider, sent } = fakeMeetings('kaf', { success: true, data: { id: '0_room' } }, { totalCount: 0, objects: [] }, {})
    const recurrence = {
      every: 'week',
      interval: 2,
      weekdays: ['thursday', 'monday'],
      ends: { atMs: startsAtMs + 90 * 86_400_000 },
    } as const
    await provider.create({ ...draft, times: { ...times, recurrence } })

    expect(sent[2]?.body.scheduleEvent).toMatchObject({
      recurrenceType: 1,
      recurrence: {
        objectType: 'KalturaScheduleEventRecurrence',
        frequency: 'weeks',
        interval: 2,
        timeZone: 'Europe/Berlin',
        until: startUnix + 90 * 86_400,
        byDay: 'MO,TH',
      },
    })
  })

  test('rooms are listed by the guild’s tag, with their events in one request', async () => {
    const { provider, sent } = fakeMeetings('kaf', { totalCount: 16, objects: [room] }, [{ totalCount: 0, objects: [] }])
    const filter = { objectType: 'KalturaRoomEntryFilter', tagsLike: `discord-guild-${guildId}`, statusIn: '2,7', orderBy: '-createdAt' }

    expect(await provider.list(guildId)).toMatchObject({ meetings: [{ id: '0_room' }], next: '2' })
    expect(sent[0]).toMatchObject({ path: 'room_room list', body: { ...usual, filter, pager } })
    expect(sent[1]).toMatchObject({
      path: 'multirequest',
      body: {
        0: {
          service: 'schedule_scheduleevent',
          action: 'list',
          filter: { objectType: 'KalturaMeetingScheduleEventFilter', templateEntryIdEqual: '0_room', ...planned },
        },
      },
    })
  })

  test('a link leads to the room’s page, with a KS for that room', async () => {
    const { provider, sent, grants } = fakeMeetings('kaf', room)

    expect(await provider.join({ guildId, meetingId: '0_room' }, mara)).toEqual({
      kind: 'link',
      url: 'https://kaf.example/embeddedrooms/index/view-room/ks/djJ8-of-mara==',
      expiresAtMs,
    })
    expect(sent).toMatchObject([{ path: 'room_room get', body: { ...usual, roomId: '0_room' } }])
    expect(grants.at(-1)).toEqual({ kind: 'meeting-guest', place: { kind: 'entry', id: '0_room' }, userId: mara.userId, name: 'Mara Lind' })
  })

  test('a room that could not be scheduled is taken back', async () => {
    const no = { objectType: 'KalturaAPIException', code: 'SERVICE_FORBIDDEN', message: '', args: [] }
    const { provider, sent } = fakeMeetings('kaf', { success: true, data: { id: '0_room' } }, { totalCount: 0, objects: [] }, no, 'null')

    expect(await provider.create(draft)).toEqual({ kind: 'forbidden' })
    expect(sent.at(-1)).toMatchObject({ path: 'room_room delete', body: { roomId: '0_room' } })
  })

  test('a room is ended by its event and a tag', async () => {
    const event = { id: 7, status: 2, startDate: startUnix, endDate: startUnix + 3600, recurrenceType: 0 }
    const { provider, sent } = fakeMeetings('kaf', room, { totalCount: 1, objects: [event] }, event, room)
    await provider.end({ guildId, meetingId: '0_room' })

    expect(sent.slice(2)).toMatchObject([
      { path: 'schedule_scheduleevent cancel', body: { scheduleEventId: 7 } },
      {
        path: 'room_room update',
        body: {
          roomId: '0_room',
          room: { objectType: 'KalturaRoomEntry', tags: `discord-guild-${guildId},discord-meeting-room,discord-over` },
        },
      },
    ])
  })

  test('a KS that KAF refuses is replaced once, and then it is forbidden', async () => {
    const { provider, sent } = fakeMeetings(
      'kaf',
      { success: false, message: 'Invalid KS' },
      { success: false, message: `Invalid KS ${plannerKs}` },
    )

    expect(await provider.create(draft)).toEqual({ kind: 'forbidden' })
    expect(sent.length).toBe(2)
  })

  test('what KAF says of a refusal is told without the KS in it', async () => {
    const { provider } = fakeMeetings('kaf', { success: false, message: `Template not found for ${plannerKs}, djJ8MTAyfGWrWrmf` })
    const error: unknown = await provider.create(draft).catch((thrown: unknown) => thrown)

    expect(error).toMatchObject({
      code: 'kaltura.meeting',
      retryable: false,
      details: { words: 'Template not found for [redacted], [redacted]' },
    })
  })

  test('what fetch throws is not told, because it may hold the link or the KS', async () => {
    const { provider } = fakeMeetings('kaf', new Error(`connect failed, body ${plannerKs}`))
    const error: unknown = await provider.create(draft).catch((thrown: unknown) => thrown)

    expect(error).toMatchObject({ code: 'upstream.unavailable', retryable: true })
    expect(inspect(error)).not.toContain(plannerKs)
  })

  test.each([
    ['is no JSON', new Response('<p>Bad gateway</p>', { status: 502 })],
    ['redirects', new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } })],
    ['is of another shape', { success: true, data: { id: '../x' } }],
  ])('an answer of KAF that %s is an outage', async (_, answer) => {
    const { provider, sent } = fakeMeetings('kaf', answer)

    await expect(provider.create(draft)).rejects.toThrow(UnavailableError)
    expect(sent).toMatchObject([{ redirect: 'manual' }])
  })

  test('recordings are the videos whose root is the room', async () => {
    const recording = { id: '0_rec', name: 'Recording', status: 2, mediaType: 1, rootEntryId: '0_room' }
    const { provider, sent } = fakeMeetings('kaf', room, {
      totalCount: 2,
      objects: [{ ...recording, id: '0_later', status: 1 }, recording],
    })
    const filter = { objectType: 'KalturaMediaEntryFilter', rootEntryIdEqual: '0_room', statusIn: '0,1,2,4', orderBy: '-createdAt' }

    expect(await provider.recording({ guildId, meetingId: '0_room' })).toMatchObject({ kind: 'recording', entry: { id: '0_rec' } })
    expect(sent.at(-1)).toMatchObject({ path: 'media list', body: { ...usual, filter } })
  })
})
