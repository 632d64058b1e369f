import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../errors/coded-error.ts'
import { checkMeetingDraft, checkMeetingTimes, type MeetingDraft, type MeetingRecurrence } from './meeting.ts'

const startsAtMs = Date.UTC(2026, 0, 6, 9)
const hourMs = 3_600_000
const recurrence: MeetingRecurrence = { every: 'week', interval: 1, weekdays: ['monday'], ends: { count: 5 } }
const times = { startsAtMs, endsAtMs: startsAtMs + hourMs, timeZone: 'Europe/Berlin', recurrence }
const draft: MeetingDraft = { guildId: '112233445566778899', type: 'room', name: 'Colloquium', description: '', times }

describe('a meeting', () => {
  test('is taken as it is, but for the blanks around its name', () => {
    expect(checkMeetingDraft({ ...draft, name: ' Colloquium\n' })).toEqual(draft)
    expect(checkMeetingDraft({ ...draft, times: undefined })).toEqual({ ...draft, times: undefined })
  })

  test.each([
    ['no name', { name: ' ' }, 'name'],
    ['a name too long', { name: 'x'.repeat(256) }, 'name'],
    ['a description too long', { description: 'x'.repeat(4001) }, 'description'],
    ['a guild that is none', { guildId: '1,discord-guild-2' }, 'guildId'],
  ])('with %s is refused, and the field named', (_, wrong, field) => {
    expect(() => checkMeetingDraft({ ...draft, ...wrong })).toThrow(expect.objectContaining({ details: { fields: [field] } }))
  })

  test.each([
    ['an end at the start', { endsAtMs: startsAtMs }],
    ['more than a day', { endsAtMs: startsAtMs + 24 * hourMs + 1 }],
    ['half a millisecond', { startsAtMs: startsAtMs + 0.5 }],
    ['no such time zone', { timeZone: 'Mars/Olympus' }],
    ['a series of one', { recurrence: { ...recurrence, ends: { count: 1 } } }],
    ['a series that ends before it starts', { recurrence: { ...recurrence, ends: { atMs: startsAtMs } } }],
    ['every zeroth week', { recurrence: { ...recurrence, interval: 0 } }],
    ['weekdays of a month', { recurrence: { ...recurrence, every: 'month' } }],
  ] as const)('at times with %s is refused', (_, wrong) => {
    expect(() => checkMeetingTimes({ ...times, ...wrong })).toThrow(InvalidInputError)
  })
})
