import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Card, type Happening, nextCard } from './card.ts'

const minute = 60_000
const hour = 60 * minute
const began = Date.UTC(2026, 0, 5, 9)
const started = (beganAtMs: number): Happening => ({ event: 'live-started', entryId: '1_live', beganAtMs, endedAtMs: undefined })
const ended = (beganAtMs: number | undefined, endedAtMs: number): Happening => ({
  event: 'live-ended',
  entryId: '1_live',
  beganAtMs,
  endedAtMs,
})
const recorded = (entryId: string, beganAtMs: number): Happening => ({ event: 'recording-ready', entryId, beganAtMs, endedAtMs: undefined })
const captioned = (entryId: string, beganAtMs: number): Happening => ({ ...recorded(entryId, beganAtMs), event: 'captions-ready' })

/** The cards after all of it, the newest first, and what each event did. */
function cardsAfter(...happenings: Happening[]) {
  let cards: Card[] = []
  const steps = happenings.map((happening) => {
    const step = nextCard(cards, happening)
    if (step.kind === 'open') cards = [step.card, ...cards]
    if (step.kind === 'turn') cards = [step.card, ...cards.filter((_, index) => index !== step.index)]
    return step.kind
  })
  return { cards, steps }
}

describe('a card', () => {
  test('goes from live to ended to its recording and its captions', () => {
    const { cards, steps } = cardsAfter(
      started(began),
      ended(began, began + hour),
      recorded('0_rec', began + minute),
      captioned('0_rec', began + minute),
    )

    expect(steps).toEqual(['open', 'turn', 'turn', 'turn'])
    expect(cards).toEqual([{ phase: 'captioned', openedAtMs: began, liveSinceMs: began, endedAtMs: began + hour, recordingId: '0_rec' }])
  })

  test('of another broadcast of the stream is another card', () => {
    const later = began + 3 * hour
    const { cards } = cardsAfter(
      started(began),
      ended(began, began + hour),
      started(later),
      recorded('0_one', began),
      recorded('0_two', later),
    )

    expect(cards.map(({ liveSinceMs, recordingId }) => [liveSinceMs, recordingId])).toEqual([
      [later, '0_two'],
      [began, '0_one'],
    ])
  })

  test('shows one recording; a second one of the same broadcast is a card of its own', () => {
    const { cards, steps } = cardsAfter(started(began), recorded('0_a', began + minute), recorded('0_b', began + 2 * minute))

    expect(steps).toEqual(['open', 'turn', 'open'])
    expect(cards.map(({ recordingId }) => recordingId)).toEqual(['0_b', '0_a'])
  })

  test('of a video that is nobody’s recording tells of its captions too', () => {
    expect(cardsAfter(recorded('0_a', began), captioned('0_a', began), captioned('0_a', began)).steps).toEqual(['open', 'turn', 'turn'])
  })

  test('is one for two servers that saw the broadcast begin at different looks', () => {
    const { cards, steps } = cardsAfter(started(began), started(began + 2 * minute))

    expect(steps).toEqual(['open', 'turn'])
    expect(cards).toMatchObject([{ liveSinceMs: began }])
  })

  test('ends by an end whose beginning nobody saw, if it is the one that is live', () => {
    expect(cardsAfter(started(began), ended(undefined, began + hour)).steps).toEqual(['open', 'turn'])
    expect(cardsAfter(ended(undefined, began + hour)).steps).toEqual(['open'])
  })

  describe('of a meeting', () => {
    const of = (event: 'meeting-scheduled' | 'meeting-started' | 'meeting-ended', beganAtMs: number): Happening => ({
      event,
      entryId: 'm-1',
      beganAtMs,
      endedAtMs: beganAtMs + hour,
    })

    test('goes from scheduled to started to ended', () => {
      const { cards, steps } = cardsAfter(of('meeting-scheduled', began), of('meeting-started', began), of('meeting-ended', began))

      expect(steps).toEqual(['open', 'turn', 'turn'])
      expect(cards).toEqual([{ phase: 'ended', openedAtMs: began, liveSinceMs: began, endedAtMs: began + hour }])
    })

    test('that is put off stays one card; another date after it was held is another', () => {
      expect(cardsAfter(of('meeting-scheduled', began), of('meeting-scheduled', began + 24 * hour)).cards).toMatchObject([
        { phase: 'scheduled', liveSinceMs: began + 24 * hour },
      ])
      expect(
        cardsAfter(of('meeting-started', began), of('meeting-ended', began), of('meeting-scheduled', began + 24 * hour)).steps,
      ).toEqual(['open', 'turn', 'open'])
    })

    test('never goes back', () => {
      expect(cardsAfter(of('meeting-ended', began), of('meeting-started', began), of('meeting-scheduled', began)).steps).toEqual([
        'open',
        'outdated',
        'outdated',
      ])
    })
  })

  test('is one for a broadcast, in whatever order its events come', () => {
    const all = [
      started(began),
      started(began + minute),
      ended(began, began + hour),
      recorded('0_a', began + minute),
      captioned('0_a', began + minute),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }), (happenings) => {
        expect(cardsAfter(...happenings).cards.map(({ phase, recordingId }) => [phase, recordingId])).toEqual([['captioned', '0_a']])
      }),
      { seed: 20260105, numRuns: 200 },
    )
  })

  test('is one for each of several broadcasts, however late their recordings come', () => {
    const at = [0, 6, 12].map((hours) => began + hours * hour)
    const live = at.flatMap((since) => [started(since), ended(since, since + hour)])
    const late = at.flatMap((since, index) => [recorded(`0_${index}`, since), captioned(`0_${index}`, since)])
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: late.length, maxLength: late.length }), (delays) => {
        // A recording stands behind the end of its broadcast, by so many events more.
        const ranked = [
          ...live.map((happening, index) => ({ happening, rank: index })),
          ...late.map((happening, index) => ({ happening, rank: Math.floor(index / 2) * 2 + 1.5 + (delays[index] ?? 0) })),
        ].toSorted((left, right) => left.rank - right.rank)

        expect(
          cardsAfter(...ranked.map(({ happening }) => happening))
            .cards.map(({ liveSinceMs, recordingId, phase }) => ({ liveSinceMs, recordingId, phase }))
            .toSorted((left, right) => (left.liveSinceMs ?? 0) - (right.liveSinceMs ?? 0)),
        ).toEqual(at.map((liveSinceMs, index) => ({ liveSinceMs, recordingId: `0_${index}`, phase: 'captioned' })))
      }),
      { seed: 20260107, numRuns: 500 },
    )
  })

  test('goes on or stays with each event, of any part of what happened, told any number of times', () => {
    const phases = ['scheduled', 'live', 'ended', 'ready', 'captioned']
    const happening = fc.oneof(
      fc.nat(3 * 24).map((hours) => started(began + hours * hour)),
      fc
        .tuple(fc.option(fc.nat(72), { nil: undefined }), fc.nat(72))
        .map(([from, to]) => ended(from && began + from * hour, began + to * hour)),
      fc.tuple(fc.nat(5), fc.nat(72)).map(([id, hours]) => recorded(`0_${id}`, began + hours * hour)),
      fc.tuple(fc.nat(5), fc.nat(72)).map(([id, hours]) => captioned(`0_${id}`, began + hours * hour)),
    )
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
        let cards: Card[] = []
        for (const each of happenings) {
          const step = nextCard(cards, each)
          const before = step.kind === 'turn' ? cards[step.index] : undefined
          if (before && step.kind === 'turn') expect(phases.indexOf(step.card.phase)).toBeGreaterThanOrEqual(phases.indexOf(before.phase))
          if (step.kind === 'turn') cards = cards.with(step.index, step.card)
          if (step.kind === 'open') cards = [step.card, ...cards]
        }
      }),
      { seed: 20260106, numRuns: 500 },
    )
  })
})
