import { describe, expect, test } from 'vitest'
import { attempt, intend, join, later, room, startMs, tick } from '../testing/room-story.ts'
import { liveEdgeS } from '../timeline/live-position.ts'
import { positionAt } from '../timeline/timeline.ts'
import { decodeRoom, encodeRoom } from './room-document.ts'
import type { RoomEvent, RoomState } from './room-state.ts'

const byTime = (edgeS: number): RoomEvent => ({ kind: 'live', by: 'programme-time', edgeS })
const byEdge: RoomEvent = { kind: 'live', by: 'edge' }
const stream = () => room({ ...join('ada'), live: true }, join('bob'))
const play = (positionS: number) => intend('ada', { kind: 'play', positionS })
const edgeS = 5_000_000
/** It plays a minute behind what everybody could reach when it began. */
const behind = () => later(later(stream(), byTime(edgeS), 0), play(edgeS - 60), 0)
const at = (state: RoomState, passedMs: number) => positionAt(state.timeline, startMs + passedMs)

describe('a live room', () => {
  test('[LV1] says what its positions mean, and a video does not', () => {
    expect(stream().live).toEqual({ by: 'programme-time' })
    expect(later(stream(), byEdge, 0).live).toEqual({ by: 'edge' })
    expect(attempt(room(join('ada')), byTime(edgeS))).toEqual({ kind: 'unchanged' })
  })

  test('[LV3] knows what everybody reaches, and nobody takes it further', () => {
    const sought = later(behind(), intend('ada', { kind: 'seek', positionS: edgeS + 500 }), 10_000)

    expect(behind().live).toEqual({ by: 'programme-time', edge: { positionS: edgeS, atMs: startMs } })
    expect(sought.timeline.positionS).toBe(edgeS + 10 - 1)
    expect(later(behind(), intend('ada', { kind: 'seek', positionS: edgeS - 900 }), 10_000).timeline.positionS).toBe(edgeS - 900)
  })

  test('[LV3] by its edge goes no further than that', () => {
    const sought = later(later(stream(), byEdge, 0), intend('ada', { kind: 'seek', positionS: 31_000_000 }), 4000)

    expect(sought.timeline.positionS).toBe(liveEdgeS(startMs + 4000) - 1)
  })

  test('[LV4] that never began begins where everybody can, however long it stood', () => {
    const stood = later(stream(), byTime(edgeS), 2000)

    expect(stood.timeline).toEqual(stream().timeline)
    expect(later(stood, play(0), 602_000).timeline).toMatchObject({ positionS: edgeS + 600 - 1, playing: true })
    expect(later(later(stream(), play(0), 0), byTime(edgeS), 2000).timeline).toMatchObject({
      positionS: edgeS - 1,
      atMs: startMs + 2500,
      playing: true,
    })
  })

  test('[LV5] goes back for who cannot reach it, once in half a minute', () => {
    const far = later(later(stream(), byTime(edgeS), 0), play(edgeS), 0)
    const back = later(far, byTime(edgeS - 10), 1000)

    expect(back.timeline).toEqual({ positionS: edgeS - 11, atMs: startMs + 1500, rate: 1, playing: true })
    expect(later(back, byTime(edgeS - 30), 30_999).timeline).toBe(back.timeline)
    expect(at(later(back, byTime(edgeS - 30), 31_000), 31_500)).toBe(edgeS - 31)
  })

  test('[LV6] stays as far from the edge as it was when its positions come to mean something else', () => {
    const counted = later(behind(), byEdge, 5000)
    const again = later(counted, byTime(edgeS + 10), 10_000)

    expect(liveEdgeS(startMs + 5000) - at(counted, 5000)).toBeCloseTo(edgeS + 5 - at(behind(), 5000), 6)
    expect(edgeS + 10 - at(again, 10_000)).toBeCloseTo(liveEdgeS(startMs + 10_000) - at(counted, 10_000), 6)
  })

  test('[LV6] counted by its edge keeps its distance when the clock jumps', () => {
    const counted = later(behind(), byEdge, 5000)
    const stepped = later(counted, { kind: 'clock-stepped', byMs: 3_600_000, sinceMs: startMs }, 5000 + 3_600_000)

    expect(liveEdgeS(startMs + 3_605_000) - at(stepped, 3_605_000)).toBeCloseTo(liveEdgeS(startMs + 5000) - at(counted, 5000), 6)
  })

  test('[LV8] has no length, whoever names one: nothing ends, and the queue does not go on by itself', () => {
    const queued: RoomEvent = {
      kind: 'suggest',
      memberId: 'ada',
      id: 'item',
      media: { mediaId: 'next', title: 'Next', durationS: 60, live: true },
    }
    const waiting = later(behind(), queued, 0)
    const next = later(waiting, intend('ada', { kind: 'next' }), 100_000)

    expect(waiting).not.toHaveProperty('durationS')
    expect(waiting.queue).toEqual([{ id: 'item', mediaId: 'next', title: 'Next', live: true, memberId: 'ada', accepted: true, votes: [] }])
    expect(waiting).not.toHaveProperty('nextWakeAtMs')
    expect(at(later(waiting, tick, 100_000), 100_000)).toBeCloseTo(edgeS - 60 + 100 - 0.15, 6)
    expect(next).toMatchObject({ mediaId: 'next', live: { by: 'programme-time' } })
    expect(next).not.toHaveProperty('durationS')
    expect(decodeRoom(JSON.stringify({ ...JSON.parse(encodeRoom(next)), durationS: 60 }))).toEqual(next)
  })

  test('[LV8] learns none from who joins later', () => {
    expect(later(stream(), join('cem'), 0)).not.toHaveProperty('durationS')
  })
})
