import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Sighting, type StreamChange, type StreamState, step, unseen } from './stream-state.ts'

const patience = { start: 5_000, end: 60_000 }
type Look = [secondsLater: number, kind: Sighting['kind']]

/** What is told over a row of looks, and what is believed in the end. */
function watching(looks: readonly Look[]): { state: StreamState; changes: StreamChange[] } {
  let atMs = 0
  let state = unseen
  const changes: StreamChange[] = []
  for (const [seconds, kind] of looks) {
    atMs += seconds * 1000
    const stepped = step(state, { kind }, atMs, patience)
    state = stepped.state
    changes.push(...(stepped.change ? [stepped.change] : []))
  }
  return { state, changes }
}

const told = (...looks: Look[]) => watching(looks).changes

describe('a broadcast', () => {
  test('that begins is told at the second look, with the instant of the first', () => {
    expect(told([0, 'off-air'], [10, 'on-air'])).toEqual([])
    expect(told([0, 'off-air'], [10, 'on-air'], [10, 'on-air'])).toEqual([{ kind: 'started', sinceMs: 10_000, alreadyOn: false }])
  })

  test('that is on when we come is told at once, as already on', () => {
    expect(told([10, 'on-air'])).toEqual([{ kind: 'started', sinceMs: 10_000, alreadyOn: true }])
  })

  test('that flickers before it is believed was none', () => {
    expect(told([0, 'off-air'], [10, 'on-air'], [1, 'off-air'], [9, 'on-air'], [1, 'off-air'])).toEqual([])
  })

  test('whose encoder comes back within a minute has not ended', () => {
    const { state, changes } = watching([
      [0, 'on-air'],
      [10, 'off-air'],
      [59, 'off-air'],
      [1, 'on-air'],
      [59, 'off-air'],
    ])

    expect(changes).toHaveLength(1)
    expect(state).toEqual({ kind: 'ending', sinceMs: 0, offSinceMs: 129_000 })
  })

  test('that stays away for a minute has ended when it was first not seen', () => {
    expect(told([0, 'on-air'], [10, 'off-air'], [60, 'off-air']).at(-1)).toEqual({ kind: 'ended', sinceMs: 0, endedAtMs: 10_000 })
  })

  test('that is deleted has ended at once', () => {
    expect(told([0, 'on-air'], [10, 'gone']).at(-1)).toEqual({ kind: 'ended', sinceMs: 0, endedAtMs: 10_000 })
    expect(told([0, 'on-air'], [10, 'off-air'], [10, 'gone']).at(-1)).toEqual({ kind: 'ended', sinceMs: 0, endedAtMs: 10_000 })
  })

  test('that Kaltura says nothing of is as it was', () => {
    expect(
      watching([
        [0, 'on-air'],
        [10, 'unknown'],
        [600, 'unknown'],
      ]).state,
    ).toEqual({ kind: 'live', sinceMs: 0 })
  })
})

const kind = fc.constantFrom<Sighting['kind']>('on-air', 'on-air', 'off-air', 'off-air', 'unknown', 'gone')
const looks = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), kind), { maxLength: 80 })

describe('whatever is seen', () => {
  test('starts and ends alternate, beginning with a start', () => {
    const property = fc.property(looks, (row) => {
      const kinds = watching(row).changes.map((change) => change.kind)

      expect(kinds).toEqual(kinds.map((_, index) => (index % 2 === 0 ? 'started' : 'ended')))
    })
    fc.assert(property, { seed: 11, numRuns: 500 })
  })

  test('every start has its end, once it is off or gone for good, and the end names the start', () => {
    const ending = fc.constantFrom<Look[]>(
      [
        [1, 'off-air'],
        [60, 'off-air'],
      ],
      [[1, 'gone']],
    )
    const property = fc.property(looks, ending, (row, rest) => {
      const { changes, state } = watching([...row, ...rest])
      const starts = changes.filter((change) => change.kind === 'started').map(({ sinceMs }) => sinceMs)

      expect(state).toEqual({ kind: 'offline' })
      expect(changes.filter((change) => change.kind === 'ended').map(({ sinceMs }) => sinceMs)).toEqual(starts)
    })
    fc.assert(property, { seed: 12, numRuns: 500 })
  })

  test('nothing ends before it began', () => {
    const property = fc.property(looks, (row) => {
      const ends = watching(row).changes.filter((change) => change.kind === 'ended')

      expect(ends.filter(({ sinceMs, endedAtMs }) => endedAtMs <= sinceMs)).toEqual([])
    })
    fc.assert(property, { seed: 13, numRuns: 500 })
  })
})
