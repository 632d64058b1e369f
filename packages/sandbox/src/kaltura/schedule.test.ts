import { describe, expect, test } from 'vitest'
import { nowMs, object, startKaltura } from '../testing/plugin-client.ts'

const now = nowMs / 1000
const hour = 3600
const once = { summary: 'Seminar', recurrenceType: 0, startDate: now + hour, endDate: now + 2 * hour }

describe('schedule events, by the npm kaltura-client', () => {
  test('a meeting in a room is planned, moved, cancelled and deleted', async () => {
    const { call } = await startKaltura()
    const event = await call('scheduleEvent', 'add', object('MeetingScheduleEvent', { ...once, templateEntryId: '0_room01ab' }))
    expect(event).toEqual({
      id: expect.any(Number),
      partnerId: 102,
      summary: 'Seminar',
      status: 2,
      startDate: now + hour,
      endDate: now + 2 * hour,
      duration: hour,
      recurrenceType: 0,
      classificationType: 1,
      sequence: 1,
      ownerId: 'prof.okafor',
      templateEntryId: '0_room01ab',
      createdAt: now,
      updatedAt: now,
      objectType: 'KalturaMeetingScheduleEvent',
    })
    const moved = object('MeetingScheduleEvent', { startDate: now + 2 * hour, endDate: now + 3 * hour })
    expect(await call('scheduleEvent', 'update', event.id, moved)).toMatchObject({ startDate: now + 2 * hour, duration: hour, sequence: 2 })
    expect(await call('scheduleEvent', 'cancel', event.id)).toMatchObject({ status: 1 })
    expect(await call('scheduleEvent', 'get', event.id)).toMatchObject({ status: 1 })
    expect(await call('scheduleEvent', 'deleteAction', event.id)).toMatchObject({ status: 3 })
    await expect(call('scheduleEvent', 'get', event.id)).rejects.toMatchObject({ code: 'INVALID_OBJECT_ID', args: { ID: `${event.id}` } })
  })

  test('each kind of event is listed by a filter of its own, in the order of its time', async () => {
    const { call } = await startKaltura()
    await call('scheduleEvent', 'add', object('LiveStreamScheduleEvent', { ...once, summary: 'Live', sourceEntryId: '0_lec01abc' }))
    await call('scheduleEvent', 'add', object('VodScheduleEvent', { ...once, summary: 'Film', startDate: now }))
    await call('scheduleEvent', 'add', object('RecordScheduleEvent', { ...once, summary: 'Old meeting', tags: 'custom_rec_auto_start:1' }))

    expect(await summaries(call, 'LiveStreamScheduleEventFilter', {})).toEqual(['Live'])
    expect(await summaries(call, 'RecordScheduleEventFilter', { tagsLike: 'auto_start' })).toEqual(['Old meeting'])
    expect(await summaries(call, 'EntryScheduleEventFilter', { orderBy: '+startDate', startDateLessThanOrEqual: now })).toEqual(['Film'])
    expect(await summaries(call, 'EntryScheduleEventFilter', { parentIdEqual: 12 })).toEqual([])
  })

  test('a series has an event for each time, which is its child and says what it says', async () => {
    const { call } = await startKaltura()
    const recurrence = object('ScheduleEventRecurrence', { frequency: 'weeks', count: 3, timeZone: 'Europe/Berlin' })
    const series = await call('scheduleEvent', 'add', object('MeetingScheduleEvent', { ...once, recurrenceType: 1, recurrence }))
    const children = await call(
      'scheduleEvent',
      'listAction',
      object('MeetingScheduleEventFilter', { parentIdEqual: series.id, orderBy: '+startDate' }),
    )

    expect(series).toMatchObject({ recurrenceType: 1, duration: hour, recurrence: { frequency: 'weeks', count: 3 } })
    expect(children).toMatchObject({
      totalCount: 3,
      objects: [
        { summary: 'Seminar', recurrenceType: 2, startDate: now + hour },
        { startDate: now + hour + 604_800 },
        { startDate: now + hour + 2 * 604_800, endDate: now + 2 * hour + 2 * 604_800 },
      ],
    })
    const [first] = children.objects
    await expect(call('scheduleEvent', 'deleteAction', first.id)).rejects.toMatchObject({
      code: 'RECURRENCE_CANT_BE_DELETE',
      args: { ID: `${first.id}`, PARENT_ID: `${series.id}` },
    })
    const shorter = object('MeetingScheduleEvent', { recurrence: object('ScheduleEventRecurrence', { frequency: 'weeks', count: 2 }) })
    await call('scheduleEvent', 'update', series.id, shorter)
    expect(await summaries(call, 'MeetingScheduleEventFilter', { parentIdEqual: series.id })).toHaveLength(2)
    await call('scheduleEvent', 'cancel', series.id)
    expect(await summaries(call, 'MeetingScheduleEventFilter', { parentIdEqual: series.id })).toEqual([])
  })

  test('an event can follow another one', async () => {
    const { call } = await startKaltura()
    const first = await call('scheduleEvent', 'add', object('MeetingScheduleEvent', once))
    const linkedTo = object('LinkedScheduleEvent', { eventId: first.id, offset: 600 })
    const next = await call(
      'scheduleEvent',
      'add',
      object('MeetingScheduleEvent', { summary: 'Coffee', recurrenceType: 0, linkedTo, duration: 900 }),
    )

    expect(next).toMatchObject({ startDate: once.endDate + 600, endDate: once.endDate + 1500 })
    expect(await call('scheduleEvent', 'get', first.id)).toMatchObject({ linkedBy: `${next.id}` })
  })

  test.each([
    [
      'without a summary',
      { ...once, summary: null },
      'PROPERTY_VALIDATION_CANNOT_BE_NULL',
      { PROP_NAME: 'KalturaMeetingScheduleEvent::summary' },
    ],
    [
      'without a recurrence type',
      { ...once, recurrenceType: null },
      'PROPERTY_VALIDATION_CANNOT_BE_NULL',
      { PROP_NAME: 'KalturaMeetingScheduleEvent::recurrenceType' },
    ],
    [
      'without an end',
      { ...once, endDate: null },
      'PROPERTY_VALIDATION_CANNOT_BE_NULL',
      { PROP_NAME: 'KalturaMeetingScheduleEvent::endDate' },
    ],
    ['without a start', { ...once, startDate: null }, 'START_TIME_AND_LINKED_TO_NOT_SET', {}],
    [
      'that ends before it starts',
      { ...once, endDate: now },
      'INVALID_SCHEDULE_END_BEFORE_START',
      { START: `${now + hour}`, END: `${now}` },
    ],
    ['of more than a day', { ...once, endDate: once.startDate + 86_401 }, 'MAX_SCHEDULE_DURATION_REACHED', { MAX: '86400' }],
    ['that says it is a recurrence', { ...once, recurrenceType: 2 }, 'INVALID_ENUM_VALUE', { ENUM_VAL: '2' }],
    [
      'of a series without a rule',
      { ...once, recurrenceType: 1 },
      'PROPERTY_VALIDATION_CANNOT_BE_NULL',
      { PROP_NAME: 'KalturaMeetingScheduleEvent::recurrence' },
    ],
    ['with an id of its own', { ...once, id: 7 }, 'PROPERTY_VALIDATION_NOT_UPDATABLE', { PROP_NAME: 'KalturaMeetingScheduleEvent::id' }],
  ])('an event %s is refused', async (_, fields, code, args) => {
    const { call } = await startKaltura()
    await expect(call('scheduleEvent', 'add', object('MeetingScheduleEvent', fields))).rejects.toMatchObject({ code, args })
  })

  test('an event of no kind is refused, since its class is abstract', async () => {
    const { call } = await startKaltura()
    await expect(call('scheduleEvent', 'add', object('ScheduleEvent', once))).rejects.toMatchObject({ code: 'OBJECT_TYPE_ABSTRACT' })
  })

  test('two events cannot be in one room at one time', async () => {
    const { call } = await startKaltura()
    const inRoom = { ...once, templateEntryId: '0_room01ab' }
    await call('scheduleEvent', 'add', object('MeetingScheduleEvent', inRoom))
    const later = object('MeetingScheduleEvent', { ...inRoom, startDate: now + 1.5 * hour, endDate: now + 3 * hour })
    await expect(call('scheduleEvent', 'add', later)).rejects.toMatchObject({ code: 'SCHEDULE_TIME_IN_USE' })
  })

  test('a resource that an event books is a conflict for whoever wants it at that time', async () => {
    const { call } = await startKaltura()
    const resource = await call('scheduleResource', 'add', object('LocationScheduleResource', { name: 'Hall', tags: 'vcprovider:newrow' }))
    const event = await call('scheduleEvent', 'add', object('RecordScheduleEvent', once))
    await call('scheduleEventResource', 'add', object('ScheduleEventResource', { eventId: event.id, resourceId: resource.id }))
    const wanted = (startDate: number) => object('RecordScheduleEvent', { ...once, startDate, endDate: startDate + hour })

    expect(await call('scheduleEvent', 'getConflicts', `${resource.id}`, wanted(now + 1.5 * hour))).toMatchObject({
      totalCount: 1,
      objects: [{ id: event.id }],
    })
    expect(await call('scheduleEvent', 'getConflicts', `${resource.id}`, wanted(now + 2 * hour))).toMatchObject({ totalCount: 0 })
    expect(await call('scheduleEvent', 'getConflicts', `${resource.id}`, wanted(now))).toMatchObject({ totalCount: 0 })
    expect(await call('scheduleEvent', 'getConflicts', `${resource.id + 1}`, wanted(now + hour))).toMatchObject({ totalCount: 0 })
    expect(await summaries(call, 'RecordScheduleEventFilter', { resourceIdEqual: resource.id })).toEqual(['Seminar'])
  })

  test('resources and bookings are kept, found and refused as Kaltura does', async () => {
    const { call } = await startKaltura()
    const hall = await call('scheduleResource', 'add', object('LocationScheduleResource', { name: 'Hall', systemName: 'HALL' }))
    const event = await call('scheduleEvent', 'add', object('RecordScheduleEvent', once))
    const booking = object('ScheduleEventResource', { eventId: event.id, resourceId: hall.id })
    await call('scheduleEventResource', 'add', booking)

    await expect(call('scheduleEventResource', 'add', booking)).rejects.toMatchObject({ code: 'SCHEDULE_EVENT_RESOURCE_ALREADY_EXISTS' })
    const same = object('LocationScheduleResource', { name: 'Other', systemName: 'HALL' })
    await expect(call('scheduleResource', 'add', same)).rejects.toMatchObject({
      code: 'SYSTEM_NAME_ALREADY_EXISTS',
      args: { SYS_NAME: 'HALL' },
    })
    const nowhere = object('ScheduleEventResource', { eventId: event.id, resourceId: 1 })
    await expect(call('scheduleEventResource', 'add', nowhere)).rejects.toMatchObject({ code: 'SCHEDULE_RESOURCE_ID_NOT_FOUND' })
    expect(
      await call('scheduleEventResource', 'listAction', object('ScheduleEventResourceFilter', { eventIdEqual: event.id })),
    ).toMatchObject({
      totalCount: 1,
      objects: [{ resourceId: hall.id, objectType: 'KalturaScheduleEventResource' }],
    })
    expect(await call('scheduleEventResource', 'deleteAction', event.id, hall.id)).toBeNull()
    expect(await call('scheduleResource', 'update', hall.id, object('LocationScheduleResource', { name: 'Great hall' }))).toMatchObject({
      name: 'Great hall',
      systemName: 'HALL',
    })
    await call('scheduleResource', 'deleteAction', hall.id)
    await expect(call('scheduleResource', 'get', hall.id)).rejects.toMatchObject({ code: 'INVALID_OBJECT_ID' })
  })

  test('a USER KS plans nothing', async () => {
    const { callAs } = await startKaltura()
    const mara = await callAs('mara')
    await expect(mara('scheduleEvent', 'add', object('MeetingScheduleEvent', once))).rejects.toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })
})

test('a virtual event ties schedule events together', async () => {
  const { call } = await startKaltura()
  const agenda = await call('scheduleEvent', 'add', object('MeetingScheduleEvent', once))
  const made = await call('virtualEvent', 'add', object('VirtualEvent', { name: 'Open day', agendaScheduleEventId: agenda.id }))
  expect(made).toMatchObject({
    name: 'Open day',
    status: 2,
    partnerId: 102,
    agendaScheduleEventId: agenda.id,
    objectType: 'KalturaVirtualEvent',
  })
  expect(await call('virtualEvent', 'update', made.id, object('VirtualEvent', { description: 'Come in' }))).toMatchObject({
    description: 'Come in',
  })
  expect(await call('virtualEvent', 'listAction', object('VirtualEventFilter', { idEqual: made.id }))).toMatchObject({ totalCount: 1 })

  await expect(call('virtualEvent', 'add', object('VirtualEvent', { name: 'x', mainEventScheduleEventId: 1 }))).rejects.toMatchObject({
    code: 'INVALID_OBJECT_ID',
  })
  await expect(call('virtualEvent', 'add', object('VirtualEvent', { name: 'x', adminsGroupIds: 'staff' }))).rejects.toMatchObject({
    code: 'INVALID_GROUP_ID',
  })
  await expect(call('virtualEvent', 'add', object('VirtualEvent', { name: 'x', registrationFormSchema: '{' }))).rejects.toMatchObject({
    code: 'VIRTUAL_EVENT_INVALID_REGISTRATION_FORM_SCHEMA',
  })
  expect(await call('virtualEvent', 'deleteAction', made.id)).toBeNull()
  await expect(call('virtualEvent', 'get', made.id)).rejects.toMatchObject({ code: 'VIRTUAL_EVENT_NOT_FOUND', args: { ID: `${made.id}` } })
})

async function summaries(call: Awaited<ReturnType<typeof startKaltura>>['call'], filter: string, fields: object): Promise<string[]> {
  const { objects } = await call('scheduleEvent', 'listAction', object(filter, fields))
  return objects.map(({ summary }: { summary: string }) => summary)
}
