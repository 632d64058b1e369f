import { describe, expect, test } from 'vitest'
import { createManualClock } from '../../testing/manual-clock.ts'
import { createIdentifyLimit } from './identify-limit.ts'

describe('the limit of identifies', () => {
  test('lets so many in within five seconds, and the next ones after that', () => {
    const clock = createManualClock()
    const limit = createIdentifyLimit({ clock, maxConcurrency: 2 })

    const wave = [limit.take(), limit.take(), limit.take()]
    clock.advance(5_000)

    expect(wave).toEqual(['granted', 'granted', 'wave'])
    expect(limit.take()).toBe('granted')
  })

  test('is a thousand a day, and says what is left until when', () => {
    const clock = createManualClock()
    const limit = createIdentifyLimit({ clock, maxConcurrency: 2_000 })

    const taken = Array.from({ length: 1_000 }, () => limit.take())
    clock.advance(3_600_000)
    const after = [limit.take(), limit.left, limit.resetAfterMs]
    clock.advance(23 * 3_600_000)

    expect(taken.every((one) => one === 'granted')).toBe(true)
    expect(after).toEqual(['day', 0, 23 * 3_600_000])
    expect([limit.left, limit.take()]).toEqual([1_000, 'granted'])
  })
})
