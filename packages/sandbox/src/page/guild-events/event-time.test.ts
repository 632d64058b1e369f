import { describe, expect, test } from 'vitest'
import { eventTime } from './event-time.ts'

const startsAtMs = Date.UTC(2026, 0, 9, 17)

describe('the time of an event', () => {
  test('is said in the reader’s language and time zone', () => {
    expect(eventTime({ startsAtMs, endsAtMs: null }, { locale: 'en-GB', timeZone: 'UTC' })).toMatch(/Fri.* 9 Jan.*17:00/)
    expect(eventTime({ startsAtMs, endsAtMs: null }, { locale: 'de', timeZone: 'Europe/Berlin' })).toMatch(/Fr.*9\. Jan.*18:00/)
  })

  test('names the day once when it ends on the same one', () => {
    const range = eventTime({ startsAtMs, endsAtMs: startsAtMs + 3_600_000 }, { locale: 'en-GB', timeZone: 'UTC' })

    expect(range.match(/Jan/g)).toHaveLength(1)
    expect(range).toMatch(/17:00.18:00/)
  })
})
