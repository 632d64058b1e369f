import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameBytes } from './same-bytes.ts'

describe('sameBytes', () => {
  test('says what a plain comparison says', () => {
    const bytes = fc.uint8Array({ max: 2, maxLength: 3 })
    const property = fc.property(bytes, bytes, (left, right) => {
      expect(sameBytes(left, right)).toBe(left.join() === right.join())
    })
    fc.assert(property, { seed: 2, numRuns: 500 })
  })

  test.each([
    [[1, 0], [1]],
    [[1], [1, 0]],
    [[], [0]],
  ])('zeros at an end count: %j is not %j', (left, right) => {
    expect(sameBytes(Uint8Array.from(left), Uint8Array.from(right))).toBe(false)
  })
})
