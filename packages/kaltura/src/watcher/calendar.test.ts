import { describe, expect, test } from 'vitest'
import { apiException, type SeenCall } from '../client/fake-kaltura.ts'
import { givenWatcher } from './watcher-under-test.ts'

const room = '1_room01'
const givenCalendar = (answer: (call: SeenCall) => unknown = () => undefined) => givenWatcher({ rooms: [room], answer })

const meetingAt = (startMs: number, endMs: number, more: object = {}) => ({
  objectType: 'KalturaMeetingScheduleEvent',
  id: 77,
  templateEntryId: room,
  startDate: startMs / 1000,
  endDate: endMs / 1000,
  ...more,
})

describe('a live watcher with a calendar', () => {
  test('tells when a planned meeting begins and ends, by the calendar', async () => {
    const { time, events, changes } = givenCalendar()
    const startMs = time.now() + 300_000
    events.push(meetingAt(startMs, startMs + 60_000))
    await time.advance(420_000)

    expect(changes).toEqual([
      { subject: 'meeting', entryId: room, scheduleEventId: '77', kind: 'started', sinceMs: startMs, alreadyOn: false },
      { subject: 'meeting', entryId: room, scheduleEventId: '77', kind: 'ended', sinceMs: startMs, endedAtMs: startMs + 60_000 },
    ])
  })

  test('a meeting that is called off while it goes on has ended', async () => {
    const { time, events, changes } = givenCalendar()
    events.push(meetingAt(time.now() - 60_000, time.now() + 3_600_000))
    await time.advance(10_000)
    events.pop()
    await time.advance(10_000)

    expect(changes.map(({ kind }) => kind)).toEqual(['started', 'ended'])
  })

  test('meetings of other rooms, and broadcasts, are no meetings of ours', async () => {
    const { time, events, changes } = givenCalendar()
    const [startMs, endMs] = [time.now() - 60_000, time.now() + 60_000]
    events.push(
      meetingAt(startMs, endMs, { templateEntryId: '1_other' }),
      meetingAt(startMs, endMs, { id: 78, templateEntryId: undefined }),
    )
    events.push(meetingAt(startMs, endMs, { id: 79, objectType: 'KalturaLiveStreamScheduleEvent' }))
    events.push(meetingAt(startMs, endMs, { id: 80, templateEntryId: '1_live01' }))
    await time.advance(10_000)

    expect(changes).toEqual([])
  })

  test('looks every ten seconds when a broadcast of ours is planned for the next ten minutes', async () => {
    const { time, events, looks } = givenCalendar()
    const planned = { objectType: 'KalturaLiveStreamScheduleEvent', templateEntryId: '1_live01' }
    events.push(meetingAt(time.now() + 590_000, time.now() + 650_000, planned))
    await time.advance(60_000)

    expect(looks()).toHaveLength(7)
  })

  test('asks for what is active and overlaps the next ten minutes, not for the rule of a series', async () => {
    const { time, calls } = givenCalendar()
    await time.advance(0)
    const nowUnix = time.now() / 1000

    expect(calls.find(({ name }) => name === 'schedule_scheduleevent.list')?.body.filter).toEqual({
      objectType: 'KalturaScheduleEventFilter',
      statusEqual: 2,
      recurrenceTypeIn: '0,2',
      startDateLessThanOrEqual: nowUnix + 600,
      endDateGreaterThanOrEqual: nowUnix,
      orderBy: '+startDate',
    })
  })

  test('a calendar that can not be read is told, ends no meeting, and streams are watched all the same', async () => {
    let isForbidden = false
    const { time, events, onAir, changes, failures } = givenCalendar((call) =>
      isForbidden && call.name !== 'multirequest' ? apiException('SERVICE_FORBIDDEN') : undefined,
    )
    events.push(meetingAt(time.now() - 60_000, time.now() + 3_600_000))
    await time.advance(5_000)
    isForbidden = true
    onAir.add('1_live01')
    await time.advance(30_000)

    expect(changes.map(({ subject, kind }) => [subject, kind])).toEqual([
      ['meeting', 'started'],
      ['broadcast', 'started'],
    ])
    expect(failures[0]).toMatchObject({ apiCode: 'SERVICE_FORBIDDEN' })
  })
})
