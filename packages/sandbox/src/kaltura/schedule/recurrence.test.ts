import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recurrenceDates } from './recurrence.ts'

/** Monday, 5 January 2026, 10:00 in Berlin. */
const start = at('2026-01-05T09:00:00Z')
const berlin = { timeZone: 'Europe/Berlin' }

describe('a recurring event', () => {
  test.each([
    ['every day', { frequency: 'days', count: 3 }, ['2026-01-05T09', '2026-01-06T09', '2026-01-07T09']],
    [
      'every other day until',
      { frequency: 'days', interval: 2, until: at('2026-01-09T09:00:00Z') },
      ['2026-01-05T09', '2026-01-07T09', '2026-01-09T09'],
    ],
    ['on working days', { frequency: 'days', byDay: 'FR,MO', count: 3 }, ['2026-01-05T09', '2026-01-09T09', '2026-01-12T09']],
    ['every week', { frequency: 'weeks', count: 2 }, ['2026-01-05T09', '2026-01-12T09']],
    [
      'twice a week',
      { frequency: 'weeks', byDay: 'MO,WE', count: 4 },
      ['2026-01-05T09', '2026-01-07T09', '2026-01-12T09', '2026-01-14T09'],
    ],
    ['each month', { frequency: 'months', count: 3 }, ['2026-01-05T09', '2026-02-05T09', '2026-03-05T09']],
    ['each month on the last Friday', { frequency: 'months', byDay: '-1FR', count: 2 }, ['2026-01-30T09', '2026-02-27T09']],
    ['each month on its last day', { frequency: 'months', byMonthDay: '-1', count: 2 }, ['2026-01-31T09', '2026-02-28T09']],
    ['each year', { frequency: 'years', count: 2 }, ['2026-01-05T09', '2027-01-05T09']],
    ['every six hours', { frequency: 'hours', interval: 6, count: 3 }, ['2026-01-05T09', '2026-01-05T15', '2026-01-05T21']],
  ])('%s', (_, rule, expected) => {
    expect(recurrenceDates(rule, start)?.map(hour)).toEqual(expected)
  })

  test('stays at its time of the day when the clocks change', () => {
    const dates = recurrenceDates({ frequency: 'weeks', count: 14, ...berlin }, start)
    expect([dates?.[11], dates?.[12]].map((unix) => hour(unix ?? 0))).toEqual(['2026-03-23T09', '2026-03-30T08'])
  })

  test('leaves out months that have no such day', () => {
    const end = at('2026-01-31T12:00:00Z')
    expect(recurrenceDates({ frequency: 'months', count: 3 }, end)?.map(hour)).toEqual(['2026-01-31T12', '2026-03-31T12', '2026-05-31T12'])
  })

  test('goes on for two years, and a thousand times, at most', () => {
    expect(recurrenceDates({ frequency: 'weeks' }, start)).toHaveLength(105)
    expect(recurrenceDates({ frequency: 'hours' }, start)).toHaveLength(1000)
  })

  test.each([[{ frequency: 'fortnights' }], [{}], [undefined], [{ frequency: 'years', byYearDay: '100' }]])(
    'makes nothing of %o',
    (rule) => {
      expect(recurrenceDates(rule, start)).toBeUndefined()
    },
  )

  test('never goes back, never repeats itself, and never begins before its start', () => {
    const frequency = fc.constantFrom('days', 'weeks', 'months', 'years', 'hours')
    const byDay = fc.option(fc.constantFrom('MO', 'SU,SA', '2TU', '-1FR,1MO'), { nil: undefined })
    const rule = fc.record({ frequency, byDay, interval: fc.integer({ min: 1, max: 20 }), count: fc.integer({ min: 1, max: 30 }) })
    fc.assert(
      fc.property(rule, (given) => {
        const dates = recurrenceDates({ ...given, ...berlin }, start) ?? []
        expect([...new Set(dates)].sort((a, b) => a - b)).toEqual(dates)
        expect(dates.length).toBeLessThanOrEqual(given.count)
        expect(dates.every((unix) => unix >= start)).toBe(true)
      }),
      { seed: 7, numRuns: 60 },
    )
  })
})

function at(text: string): number {
  return Date.parse(text) / 1000
}

function hour(unix: number): string {
  return new Date(unix * 1000).toISOString().slice(0, 13)
}
