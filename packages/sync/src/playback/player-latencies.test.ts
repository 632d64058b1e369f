import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstGuess, learn } from './player-latencies.ts'

test('[CT8] what is learned stays within reason', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('warmMs' as const, 'coldMs' as const, 'seekMs' as const, 'pitchStepMs' as const),
      fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true })),
      (lesson, missed) => {
        const learned = missed.reduce((latencies, ms) => learn(latencies, lesson, ms), firstGuess)

        expect(Math.abs(learned[lesson])).toBeLessThanOrEqual(8000)
      },
    ),
  )
})

test('[CT8] a small surprise is learned by half, one of another order at once', () => {
  expect(learn(firstGuess, 'seekMs', 40).seekMs).toBe(98)
  expect(learn(firstGuess, 'seekMs', 900).seekMs).toBe(978)
})
