import { describe, expect, test } from 'vitest'
import { playerAt as at } from '../testing/player-sight.ts'
import { initialPlayback, type Observation, type PlaybackState } from './playback-state.ts'
import { stepPlayback } from './step-playback.ts'

const looked = (state: PlaybackState, ...seen: Observation[]) => seen.reduce((before, one) => stepPlayback(before, one).state, state)
/** How much was measured since the player was last found unquiet. */
const measured = ({ phase }: PlaybackState) => (phase.kind === 'following' ? phase.errorsMs.length : Number.NaN)
/** It plays since 10 s. */
const playing = looked(initialPlayback, at(10_000))

describe('nothing is measured', () => {
  test('[CT7] for 200 after a player was found playing', () => {
    expect(measured(looked(playing, at(10_199)))).toBe(0)
    expect(measured(looked(playing, at(10_200)))).toBe(1)
  })

  test.each(['stalled', 'seeking'] as const)('[CT7] for 30 after a player was last seen %s', (readiness) => {
    const dry = looked(playing, at(11_000, { readiness }))

    expect(measured(looked(dry, at(11_029)))).toBe(0)
    expect(measured(looked(dry, at(11_030)))).toBe(1)
  })

  test('[CT7] for 200 after a rate was taken back', () => {
    const lags = (atMs: number, rate = 1) => at(atMs, { positionS: atMs / 1000 - 0.02, rate })
    const back = looked(playing, ...[10_200, 10_230, 10_260].map((atMs) => lags(atMs)), lags(12_260, 1.01))

    expect(measured(looked(back, at(12_459)))).toBe(0)
    expect(measured(looked(back, at(12_460)))).toBe(1)
  })

  test('[CT7] for 150 after a seek that a player does not show', () => {
    const away = (atMs: number) => at(atMs, { positionS: atMs / 1000 - 2 })
    const sought = looked(playing, away(10_200), away(10_230), away(10_260), away(10_290))

    expect(measured(looked(sought, at(10_439)))).toBe(0)
    expect(measured(looked(sought, at(10_440)))).toBe(1)
  })
})

test('[CT7] until there are three measurements, and after one that cannot be noise, the next follows after 30', () => {
  const three = looked(playing, at(10_200), at(10_230), at(10_260))

  expect(stepPlayback(playing, at(10_200)).wakeInMs).toBe(30)
  expect(stepPlayback(three, at(10_385)).wakeInMs).toBe(125)
  expect(stepPlayback(three, at(10_385, { positionS: 10.285 })).wakeInMs).toBe(30)
})
