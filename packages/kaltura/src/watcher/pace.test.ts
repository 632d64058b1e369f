import { InvalidInputError, UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { paceAfter, type Round } from './pace.ts'

const middle = () => 0.5

/** The periods after each of these rounds. */
function rowOf(rounds: readonly Round[]): number[] {
  let lastMs = 10_000
  return rounds.map((round) => {
    lastMs = paceAfter(round, lastMs, middle).periodMs
    return lastMs
  })
}
const quiet: Round = { kind: 'quiet' }
const failed = (retryAfterMs?: number): Round => ({
  kind: 'failed',
  error: new UnavailableError('later', retryAfterMs === undefined ? {} : { retryAfterMs }),
})

describe('the pace', () => {
  test('slows down to two minutes while nothing happens, and is back at ten seconds when something does', () => {
    expect(rowOf([quiet, quiet, quiet, quiet, quiet, { kind: 'busy' }])).toEqual([20_000, 40_000, 80_000, 120_000, 120_000, 10_000])
  })

  test('slows down when Kaltura fails, whatever the error', () => {
    expect(rowOf([failed(), { kind: 'failed', error: new InvalidInputError('no') }])).toEqual([20_000, 40_000])
  })

  test('varies by a fifth', () => {
    const waits = [0, 0.5, 0.999_999].map((chance) => paceAfter({ kind: 'busy' }, 10_000, () => chance).waitMs)

    expect(waits).toEqual([8_000, 10_000, 12_000])
  })

  test('is never sooner than Kaltura asks, for up to an hour, and forgets it afterwards', () => {
    expect(paceAfter(failed(300_000), 10_000, () => 0)).toEqual({ periodMs: 20_000, waitMs: 300_000 })
    expect(paceAfter(failed(1e12), 10_000, middle).waitMs).toBe(3_600_000)
    expect(paceAfter(failed(1_000), 10_000, middle).waitMs).toBe(20_000)
  })
})
