import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSnowflakes } from './snowflake.ts'

test('ids rise and never repeat, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }), { minLength: 2, maxLength: 50 }), (instants) => {
      const times = instants[Symbol.iterator]()
      const snowflake = createSnowflakes(() => times.next().value ?? 0)
      const ids = instants.map(() => BigInt(snowflake()))
      expect(ids.slice(1).every((id, index) => id > (ids[index] ?? 0n))).toBe(true)
    }),
    { seed: 1 },
  )
})

test('an id tells when it was made', () => {
  const atMs = Date.UTC(2026, 10, 22)

  expect((BigInt(createSnowflakes(() => atMs)()) >> 22n) + 1_420_070_400_000n).toBe(BigInt(atMs))
})
