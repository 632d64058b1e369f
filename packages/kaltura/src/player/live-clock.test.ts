import { describe, expect, test } from 'vitest'
import { createFakeKalturaPlayer } from './fake-kaltura-player.ts'
import { createLiveClock, firstLivePositionS } from './live-clock.ts'
import { createLiveStream } from './live-stream.ts'
import { edgeOf } from './playlist-edge.ts'

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString()
const noonS = Date.UTC(2026, 0, 1, 12) / 1000

/** A live playlist of so many segments of 4 s. */
const playlist = (startS: number, segments: number, told = true) =>
  [
    '#EXTM3U',
    '#EXT-X-TARGETDURATION:4',
    ...(told ? [`#EXT-X-PROGRAM-DATE-TIME:${at(startS)}`] : []),
    ...Array.from({ length: segments }, (_, index) => `#EXTINF:4.000,\n/seg-${index}.ts`),
    '',
  ].join('\n')

const never = () => {
  throw new Error('nobody should ask for the time')
}

describe('a live playlist', () => {
  test('tells where it ends by its last date and what follows it', () => {
    const text = `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-PROGRAM-DATE-TIME:${at(0)}\n#EXTINF:4.000,\na.ts\n#EXT-X-DISCONTINUITY\n#EXTINF:3.5,\n#EXT-X-PROGRAM-DATE-TIME:${at(100)}\nb.ts\n#EXTINF:2,\nc.ts\n`

    expect(edgeOf(text)).toEqual({ endsAtS: noonS + 105.5, segmentS: 4 })
  })

  test.each([
    ['a list that has ended', `${playlist(0, 3)}#EXT-X-ENDLIST\n`],
    ['a list of lists', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n'],
    ['captions', 'WEBVTT\n\n00:00.000 --> 00:01.000\nhello\n'],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(edgeOf(text)).toBeUndefined()
  })
})

describe('a live clock', () => {
  test('names the same picture the same way for viewers who joined at different times', () => {
    const early = createLiveClock(never)
    early.hear(playlist(0, 10))
    early.reach(40)
    const late = createLiveClock(never)
    late.hear(playlist(100, 10))
    late.reach(40)

    // The picture of 12:01:45, 105 s after the first one's zero and 5 s after the other's.
    expect(early.positionS(105)).toBe(late.positionS(5))
    expect(late.mediaS(early.positionS(105) ?? 0)).toBe(5)
  })

  test('believes the latest of what it heard, whichever list came last', () => {
    const clock = createLiveClock(never)
    clock.hear(playlist(0, 11))
    clock.hear(playlist(0, 10))
    clock.reach(44)
    const plain = createLiveClock(never)
    plain.hear(playlist(0, 10))
    plain.reach(40)

    expect(clock.positionS(0)).toBe(plain.positionS(0))
  })

  test('is not moved by a player that is late to learn of a segment', () => {
    const clock = createLiveClock(never)
    clock.hear(playlist(0, 10))
    clock.reach(40)
    const before = clock.positionS(40)
    clock.hear(playlist(0, 11))
    clock.reach(40)

    expect(clock.positionS(40)).toBe(before)
  })

  test('goes by the distance to the edge when the stream does not tell the time', () => {
    let nowMs = noonS * 1000
    const clock = createLiveClock(() => nowMs)
    clock.hear(playlist(0, 10, false))
    clock.reach(40)
    const edge = clock.positionS(40)
    nowMs += 4000
    clock.reach(44)

    expect(clock.positionS(44)).toBe((edge ?? 0) + 4)
  })

  test('goes by the time of the stream as soon as it is told', () => {
    const clock = createLiveClock(() => (noonS - 900) * 1000)
    clock.hear(playlist(0, 10, false))
    clock.reach(40)
    const guessed = clock.positionS(40) ?? 0
    clock.hear(playlist(0, 10))
    clock.reach(40)

    expect((clock.positionS(40) ?? 0) - guessed).toBe(940)
  })

  test('knows nothing before the edge was reached', () => {
    const clock = createLiveClock(() => noonS * 1000)
    const before = clock.positionS(0)
    clock.reach(Number.POSITIVE_INFINITY)
    const unbounded = clock.positionS(0)

    expect([before, unbounded]).toEqual([undefined, undefined])
  })
})

describe('where a stream is by now', () => {
  test.each([
    ['its own time', true],
    ['the distance to its edge', false],
  ])('moves evenly, by %s, though it comes in segments', (_, told) => {
    let passedMs = 0
    const clock = createLiveClock(
      () => noonS * 1000 + passedMs,
      () => passedMs,
    )
    const seen = [0, 1, 2, 3, 3.999, 4, 6, 7.999].map((second) => {
      const segments = second < 4 ? 10 : 11
      passedMs = second * 1000
      clock.hear(playlist(0, segments, told))
      clock.reach(segments * 4)
      return (clock.nowS() ?? 0) - second
    })

    expect(seen.map((positionS) => positionS - (seen[0] ?? 0)).map((offS) => Math.abs(offS) < 0.01)).toEqual(seen.map(() => true))
  })

  test('is a segment further at most, when no more come', () => {
    let passedMs = 0
    const clock = createLiveClock(never, () => passedMs)
    clock.hear(playlist(0, 10))
    clock.reach(40)
    const reachedS = clock.nowS() ?? 0
    passedMs = 60_000

    expect((clock.nowS() ?? 0) - reachedS).toBe(4)
  })
})

describe('live positions', () => {
  // They start over every 30 million seconds, which was last on 2 February 2026.
  const startS = 1_770_000_000
  test.each([
    ['when they start over', startS],
    ['just before', startS - 1],
  ])('are neither those of a room that nobody moved nor more than a room counts, %s', (_, nowS) => {
    const clock = createLiveClock(() => nowS * 1000)
    clock.reach(40)

    expect(clock.positionS(40)).toBeGreaterThanOrEqual(firstLivePositionS)
    expect(clock.positionS(40)).toBeLessThan(31_536_000)
  })
})

describe('a live stream', () => {
  const stream = (dvr: boolean) => {
    const clock = createLiveClock(never)
    clock.hear(playlist(0, 100))
    const player = createFakeKalturaPlayer({ live: { dvr, startS: 4 } })
    player.media.duration = 400
    clock.reach(400)
    return { live: createLiveStream(clock, player, player.media), at: (mediaS: number) => clock.positionS(mediaS) ?? 0 }
  }

  test('can be watched from a segment after its oldest to three before its newest', () => {
    const { live, at } = stream(true)

    expect(live.window()).toEqual({ startS: at(8), edgeS: at(388) })
  })

  test('keeps every position within that, and takes a room that never moved to the edge', () => {
    const { live, at } = stream(true)

    expect([at(-50), at(200), at(399), 0].map(live.nearest)).toEqual([at(8), at(200), at(388), at(388)])
  })

  test('lets a viewer follow others up to a segment from its newest, who may know of a newer one', () => {
    const { live, at } = stream(true)

    expect([at(-50), at(390), at(399), 0].map(live.following)).toEqual([at(8), at(390), at(396), at(388)])
  })

  test('is its edge alone when it cannot be rewound', () => {
    const { live, at } = stream(false)

    expect(live.nearest(at(200))).toBe(at(388))
  })

  test('has no window yet when the player knows no length', () => {
    const player = createFakeKalturaPlayer({ live: { dvr: true, startS: 0 } })

    expect(createLiveStream(createLiveClock(never), player, player.media).window()).toBeUndefined()
  })
})
