import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planCorrection, replanned } from './rate-correction.ts'

const fine = { baseRate: 1, pitchStepMs: -21, rateStep: 0, coarseMs: 0, noiseMs: 0.1 }

describe('a correction', () => {
  test('[CT3] is bounded, goes the right way, and removes what it says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 700 }),
        fc.constantFrom(-1, 1),
        fc.constantFrom(0.5, 1, 1.5),
        fc.constantFrom(0, 0.05, 0.25),
        fc.constantFrom(0, 1000, 60_000),
        (size, sign, baseRate, rateStep, coarseMs) => {
          const { rate, forMs } = planCorrection(size * sign, { ...fine, baseRate, rateStep, coarseMs })

          expect(Math.sign(rate - baseRate)).toBe(sign)
          expect(rate / baseRate - 1).toBeLessThanOrEqual(0.500001)
          expect(rate / baseRate - 1).toBeGreaterThanOrEqual(-0.300001)
          expect(forMs).toBeGreaterThanOrEqual(150)
          expect(forMs).toBeLessThanOrEqual(12_000 + 2 * coarseMs)
        },
      ),
    )
  })

  test('[CT3] up to 25 ms behind, or 40 ahead, it leaves the pitch alone and takes 1 %; then 5 %; then as much as 1.4 s need', () => {
    expect(planCorrection(15, fine)).toMatchObject({ rate: 1.01, preservePitch: false })
    expect(planCorrection(15, fine).forMs).toBeCloseTo(1500, 6)
    expect(planCorrection(25, fine)).toMatchObject({ rate: 1.01, preservePitch: false })
    expect(planCorrection(26, fine)).toMatchObject({ rate: 1.05, preservePitch: true })
    expect(planCorrection(-40, fine)).toMatchObject({ rate: 0.99, preservePitch: false })
    expect(planCorrection(-41, fine)).toMatchObject({ rate: 0.95, preservePitch: true })
    expect(planCorrection(75, fine).rate).toBe(1.05)
    expect(planCorrection(77, fine).rate).toBeCloseTo(1 + 77 / 1400, 6)
    expect(planCorrection(560, fine).rate).toBeCloseTo(1.4, 3)
  })

  test('[CT3] a player that takes steps is asked for whole ones', () => {
    expect(planCorrection(300, { ...fine, rateStep: 0.05 }).rate).toBeCloseTo(1.2, 6)
    expect(planCorrection(15, { ...fine, rateStep: 0.25 }).rate).toBe(1.25)
  })

  test('[CT12] with coarse timers it lasts as long as those are apart, at a smaller rate', () => {
    expect(planCorrection(30, { ...fine, coarseMs: 60_000 })).toMatchObject({ rate: 1.0005, preservePitch: false, forMs: 59_950 })
  })

  test('[CT4] what it has to remove is found out while it lasts', () => {
    const planned = planCorrection(300, { ...fine, noiseMs: 4 })
    const dearer = replanned(planned, [352, 350, 348], 1)

    expect(dearer.forMs - planned.forMs).toBeCloseTo((350 - 321) / (planned.rate - 1), 0)
  })
})
