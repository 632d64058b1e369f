import { describe, expect, test } from 'vitest'
import { judge, withError } from './measurement.ts'

const around = (errorMs: number, spreadMs: number, count = 9) =>
  Array.from({ length: count }, (_, index) => errorMs + spreadMs * (index / (count - 1) - 0.5))
const toleranceMs = (errorsMs: readonly number[], boundMs = 20, rateStep = 0) =>
  judge(errorsMs, { noiseMs: 0.2, boundMs, rateStep })?.toleranceMs ?? Number.NaN

describe('a measurement', () => {
  test('[CT2] noise, an uncertain clock and a coarse player widen the tolerance; bad sync does not; and there is a limit', () => {
    expect(toleranceMs(around(0, 0))).toBe(toleranceMs(around(5000, 0)))
    expect(toleranceMs(around(0, 20))).toBeGreaterThan(toleranceMs(around(0, 10)))
    expect(toleranceMs(around(0, 0), 200)).toBeGreaterThan(toleranceMs(around(0, 0), 20))
    expect(toleranceMs(around(0, 0), 20, 0.05)).toBe(7.5)
    expect(toleranceMs(around(0, 9000), 9000)).toBe(80)
  })

  test('[CT2] the more measurements agree, the smaller an error is believed', () => {
    expect(toleranceMs(around(0, 20, 64))).toBeLessThan(toleranceMs(around(0, 20, 9)) / 2)
    expect(toleranceMs(around(0, 0.1, 64), 0)).toBe(1)
  })

  test('[CT2] is 1 ms and 3 % of the clock’s bound, or 3.5 standard errors, whichever is more', () => {
    expect(toleranceMs(around(0, 0), 200)).toBeCloseTo(7, 9)
    expect(judge(around(0, 0), { noiseMs: 12, boundMs: 200, rateStep: 0 })?.toleranceMs).toBeCloseTo((3.5 * 1.25 * 12) / 3, 9)
  })

  test('[CT2] two measurements say nothing', () => {
    expect(judge([600, 600], { noiseMs: 0.2, boundMs: 20, rateStep: 0 })).toBeUndefined()
  })

  test('[CT7] a measurement that cannot be noise starts anew, and one that can does not', () => {
    expect(withError([1, 2, 1], 600, 0.2)).toEqual([600])
    expect(withError([1, 2, 1], 12, 4)).toEqual([1, 2, 1, 12])
  })
})
