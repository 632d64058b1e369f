import type { Meeting } from '@kaltura-discord/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lookAtMeetings, type WatchedMeetings } from './meeting-watch.ts'

const hourMs = 3_600_000
const noon = Date.UTC(2026, 0, 5, 12)
const meeting = (startsAtMs = noon, more: Partial<Meeting> = {}): Meeting => ({
  guildId: '1',
  id: 'm-1',
  type: 'room',
  name: 'Seminar',
  description: '',
  times: { startsAtMs, endsAtMs: startsAtMs + hourMs, timeZone: 'UTC', recurrence: undefined },
  status: 'open',
  ...more,
})
/** A series that is held daily, as it is listed with these of its dates, in hours from noon. */
const series = (hours: readonly number[], more: Partial<Meeting> = {}) =>
  meeting(noon, { dates: hours.map((each) => ({ startsAtMs: noon + each * hourMs, endsAtMs: noon + (each + 1) * hourMs })), ...more })
/** What is told by looks one after the other; before the first of them there was nothing. */
function toldBy(...looks: [listed: Meeting[], atMs: number][]) {
  let watched: WatchedMeetings = []
  return looks.flatMap(([listed, atMs]) => {
    const look = lookAtMeetings(watched, listed, atMs)
    watched = look.watched
    return look.changes.map(({ subject: { kind, startsAtMs } }) => `${kind} ${(startsAtMs - noon) / hourMs}`)
  })
}

describe('a look at meetings', () => {
  test('tells when one is scheduled, starts and ends, once each', () => {
    const looks = [-2, -1, 0, 0.5, 1, 2].map((hours): [Meeting[], number] => [[meeting()], noon + hours * hourMs])

    expect(toldBy(...looks)).toEqual(['meeting-scheduled 0', 'meeting-started 0', 'meeting-ended 0'])
  })

  test('tells nothing at the very first look: what was there before is no news', () => {
    const { changes, watched } = lookAtMeetings(undefined, [meeting()], noon - hourMs)

    expect([changes, watched.length]).toEqual([[], 1])
  })

  test('tells nothing of one that is over when it is first seen, or that has no times', () => {
    expect(toldBy([[meeting(noon, { status: 'over' }), meeting(noon, { id: 'm-2', times: undefined })], noon])).toEqual([])
  })

  test('tells the new date of one that was put off, and its end when it is called off', () => {
    const later = noon + 24 * hourMs

    expect(toldBy([[meeting()], noon - hourMs], [[meeting(later)], noon - hourMs], [[meeting(later, { status: 'over' })], noon])).toEqual([
      'meeting-scheduled 0',
      'meeting-scheduled 24',
      'meeting-ended 24',
    ])
  })

  test('goes on from where it was when a list leaves one out', () => {
    expect(toldBy([[meeting()], noon], [[], noon + 60_000], [[meeting()], noon + 120_000])).toEqual(['meeting-started 0'])
  })

  test('tells the end of one that goes on longer than it was to', () => {
    const longer = meeting(noon, { times: { startsAtMs: noon, endsAtMs: noon + 2 * hourMs, timeZone: 'UTC', recurrence: undefined } })

    expect(
      toldBy([[meeting()], noon], [[meeting()], noon + hourMs], [[longer], noon + 1.1 * hourMs], [[longer], noon + 2 * hourMs]),
    ).toEqual(['meeting-started 0', 'meeting-ended 0', 'meeting-ended 0'])
  })

  test('forgets one a day after its end, so that what is kept stays small', () => {
    const { watched } = lookAtMeetings(undefined, [meeting()], noon)

    expect(lookAtMeetings(watched, [], noon + 25 * hourMs - 1).watched).toHaveLength(1)
    expect(lookAtMeetings(watched, [], noon + 25 * hourMs).watched).toEqual([])
  })

  test('says of an end when it was, not when it was looked at', () => {
    const { changes } = lookAtMeetings(
      [{ meetingId: 'm-1', phase: 'started', startsAtMs: noon, endsAtMs: noon + hourMs }],
      [meeting()],
      noon + 5 * hourMs,
    )

    expect(changes).toEqual([
      {
        subject: { kind: 'meeting-ended', guildId: '1', meetingId: 'm-1', startsAtMs: noon, endedAtMs: noon + hourMs },
        dedupeKeys: [`meeting-ended:1:m-1:${noon}:${noon + hourMs}`],
      },
    ])
  })

  test('never tells the same twice, nor backwards, in whatever order answers come', () => {
    const answer = fc.record({ status: fc.constantFrom('open', 'over'), atMs: fc.integer({ min: noon - hourMs, max: noon + 2 * hourMs }) })
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 12 }), (answers) => {
        const told = toldBy(...answers.map(({ status, atMs }): [Meeting[], number] => [[meeting(noon, { status })], atMs]))
        const order = ['meeting-scheduled 0', 'meeting-started 0', 'meeting-ended 0']
        expect(told).toEqual(order.filter((each) => told.includes(each)))
      }),
    )
  })
})

describe('a look at a series', () => {
  const at = (hours: number) => noon + hours * hourMs
  const untilItsEnd = ['meeting-scheduled 0', 'meeting-started 0', 'meeting-ended 0']

  test('tells of each date that it begins and ends, and of the series once that it is planned', () => {
    const looks = [-1, 0, 1, 23, 24, 24.5, 25, 47].map((hours): [Meeting[], number] => [[series([0, 24, 48])], at(hours)])

    expect(toldBy(...looks)).toEqual([...untilItsEnd, 'meeting-started 24', 'meeting-ended 24'])
  })

  test('tells no next date either when the last one is no longer listed', () => {
    const looks: [Meeting[], number][] = [-1, 0, 1].map((hours) => [[series([0, 168])], at(hours)])

    expect(toldBy(...looks, [[series([168])], at(26)], [[series([168])], at(27)], [[series([168])], at(168)])).toEqual([
      ...untilItsEnd,
      'meeting-started 168',
    ])
  })

  test('ends a date that passed while nobody looked', () => {
    expect(toldBy([[series([0, 24])], at(0)], [[series([0, 24])], at(24)])).toEqual([
      'meeting-started 0',
      'meeting-ended 0',
      'meeting-started 24',
    ])
  })

  test('that is put off before it begins tells its new date', () => {
    expect(toldBy([[series([0, 24])], at(-2)], [[series([2, 26])], at(-1)])).toEqual(['meeting-scheduled 0', 'meeting-scheduled 2'])
  })

  test('that is called off ends the date that it was at, for it has none any more', () => {
    const off = series([], { status: 'over' })

    expect(toldBy([[series([0, 24])], at(24)], [[off], at(24.5)], [[off], at(25)])).toEqual(['meeting-started 24', 'meeting-ended 24'])
  })
})
