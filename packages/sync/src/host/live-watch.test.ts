import { describe, expect, test } from 'vitest'
import type { PresentConnection } from '../presence/room-presence.ts'
import type { LiveFacts } from '../protocol/snapshot.ts'
import type { RoomEvent, RoomState } from '../room/room-state.ts'
import { join, room, startMs } from '../testing/room-story.ts'
import { createLiveWatch } from './live-watch.ts'

const edgeS = 5_000_000

/** What a live room is told when its viewers' players reach this. */
function told(viewers: readonly Partial<PresentConnection>[], live: LiveFacts = { by: 'programme-time' }): RoomEvent[] {
  const events: RoomEvent[] = []
  const state: RoomState = { ...room({ ...join('ada'), live: true }), live }
  const everywhere = () => viewers.map((viewer, index) => ({ id: `${index}`, attempt: 0, memberId: `${index}`, sinceMs: 0, ...viewer }))
  createLiveWatch({ everywhere, state: () => state, now: () => startMs, submit: (event) => void events.push(event) }).look()
  return events
}

/** So far behind the newest that anybody reaches, as reported `ageMs` ago. */
const reaching = (behindS: number, { by = 'programme-time' as const, ageMs = 0 } = {}): Partial<PresentConnection> => ({
  readiness: 'ready',
  reach: { by, edgeS: edgeS - behindS - ageMs / 1000, atMs: startMs - ageMs },
})
const guessing: Partial<PresentConnection> = { readiness: 'ready', reach: { by: 'edge', edgeS: 40, atMs: startMs } }
const byTime = (behindS: number) => [{ kind: 'live', by: 'programme-time', edgeS: edgeS - behindS }]

describe('what a live room is told of its viewers’ players', () => {
  test('[LV3] is the least that any of them reaches by now, whenever they said it', () => {
    expect(told([reaching(0), reaching(9, { ageMs: 4000 }), reaching(3)])).toEqual(byTime(9))
  })

  test('[LV3] is not what somebody reached by a clock that was set since', () => {
    const by = 'programme-time' as const

    expect(told([reaching(0), { reach: { by, edgeS: edgeS - 9, atMs: startMs + 3_600_000 } }])).toEqual(byTime(0))
    expect(told([reaching(0), { reach: { by, edgeS: edgeS - 9, atMs: startMs - 3_600_000 } }])).toEqual(byTime(0))
  })

  test('[LV3] is not said again while it is much the same', () => {
    const known: LiveFacts = { by: 'programme-time', edge: { positionS: edgeS, atMs: startMs } }

    expect(told([reaching(3.9)], known)).toEqual([])
    expect(told([reaching(4)], known)).toEqual(byTime(4))
  })

  test('[LV7] is not that of who reaches 15 s less than the median', () => {
    expect(told([reaching(0), reaching(1), reaching(15.9)])).toEqual(byTime(15.9))
    expect(told([reaching(0), reaching(1), reaching(16.1)])).toEqual(byTime(1))
  })

  test('[LV7] is not that of a hidden page, nor of a player that shows something else', () => {
    expect(told([reaching(0), { ...reaching(9), hidden: true }, { ...reaching(9), readiness: 'detached' }])).toEqual(byTime(0))
  })

  test('[LV1] is distance to the edge as soon as one who watches knows no better, and once', () => {
    expect(told([reaching(0), guessing])).toEqual([{ kind: 'live', by: 'edge' }])
    expect(told([reaching(0), guessing], { by: 'edge' })).toEqual([])
    expect(told([reaching(0), { ...guessing, hidden: true }], { by: 'edge' })).toEqual(byTime(0))
  })
})
