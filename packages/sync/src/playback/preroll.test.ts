import { expect, test } from 'vitest'
import { playerAt } from '../testing/player-sight.ts'
import { initialPlayback } from './playback-state.ts'
import { stepPlayback } from './step-playback.ts'

test('[CT5] a start that was planned by a clock which was an hour ahead is planned anew, and no try is lost', () => {
  const planned = stepPlayback(initialPlayback, playerAt(10_000, { paused: true, serverMs: 3_010_000 }))
  const again = stepPlayback(planned.state, playerAt(10_100, { paused: true, positionS: 3010.136 }))

  expect(planned.state.phase).toMatchObject({ kind: 'prerolling', startAtMs: 3_010_136, tries: 0 })
  expect(again.state.phase).toMatchObject({ kind: 'prerolling', startAtMs: 10_236, tries: 0 })
  expect(again.commands).toEqual([{ kind: 'seek', positionS: 10.236 }])
})

test('[CT5] a start that was announced far ahead, or comes nearer, is left as it was planned', () => {
  const announced = { positionS: 0, atMs: 3_600_000, rate: 1, playing: true }
  const sight = (atMs: number) => playerAt(atMs, { paused: true, positionS: 0, timeline: announced })
  const planned = stepPlayback(initialPlayback, sight(10_000))

  const later = [10_100, 3_500_000].map((atMs) => stepPlayback(planned.state, sight(atMs)))

  expect(later.map(({ state }) => state.phase)).toMatchObject(Array(2).fill({ startAtMs: 3_600_000, plannedAtMs: 10_000 }))
})
