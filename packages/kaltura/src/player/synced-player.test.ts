import { describe, expect, test } from 'vitest'
import { createFakeKalturaPlayer, type FakeKalturaOptions } from './fake-kaltura-player.ts'
import { createLiveClock } from './live-clock.ts'
import { createLiveStream } from './live-stream.ts'
import { createSyncedPlayer } from './synced-player.ts'

const scene = (options: FakeKalturaOptions = {}) => {
  const kaltura = createFakeKalturaPlayer(options)
  return { kaltura, media: kaltura.media, player: createSyncedPlayer({ player: kaltura, media: kaltura.media, live: undefined }) }
}

const liveScene = () => {
  const kaltura = createFakeKalturaPlayer({ live: { dvr: true, startS: 4 } })
  const clock = createLiveClock(() => Date.UTC(2026, 0, 1, 12))
  const stream = createLiveStream(clock, kaltura, kaltura.media)
  const player = createSyncedPlayer({ player: kaltura, media: kaltura.media, live: { clock, stream } })
  const learn = () => {
    kaltura.media.duration = 600
    clock.reach(600)
  }
  return { kaltura, media: kaltura.media, player, learn, at: (mediaS: number) => clock.positionS(mediaS) ?? 0 }
}

describe('the Kaltura player, in sync', () => {
  test('tells where it is, and how it is, by its video element', () => {
    const { media, player } = scene()
    Object.assign(media, { currentTime: 12.5, playbackRate: 1.5, paused: false })

    expect([player.positionS(), player.durationS(), player.rate(), player.paused()]).toEqual([12.5, 60, 1.5, false])
  })

  test('has no length before it is known', () => {
    const { media, player } = scene()
    media.duration = Number.NaN

    expect(player.durationS()).toBeUndefined()
  })

  test.each([
    ['ready', {}],
    ['loading', { readyState: 0 }],
    ['stalled', { readyState: 2 }],
    ['seeking', { seeking: true, readyState: 1 }],
    ['ended', { ended: true }],
  ])('is %s', (readiness, state) => {
    const { media, player } = scene()
    Object.assign(media, state)

    expect(player.readiness()).toBe(readiness)
  })

  test('starts and pauses through the player, seeks and changes speed on the element', async () => {
    const { kaltura, media, player } = scene()
    const outcome = await player.play()
    player.seek(30)
    player.setRate(1.25, { preservePitch: false })
    player.pause()

    expect(outcome).toBe('playing')
    expect(kaltura.asked).toEqual(['play', 'pause'])
    expect(media).toMatchObject({ currentTime: 30, playbackRate: 1.25, preservesPitch: false })
  })

  test('starts some moments after it was asked: a pause that came between wins, and only over that start', async () => {
    const { kaltura, media, player } = scene({ onPlay: { name: 'later' } })
    const begins = () => {
      media.paused = false
      media.dispatchEvent(new Event('play'))
      kaltura.tell('play')
    }
    const outcome = player.play()
    player.pause()
    begins()
    const held = media.paused
    void player.play()
    begins()

    expect(await outcome).toBe('playing')
    expect([held, media.paused]).toEqual([true, false])
  })

  test('gives nothing of its own back but a hint to look again, and stops when asked', () => {
    const { kaltura, media, player } = scene()
    const told: unknown[][] = []
    const stop = player.subscribe((...what: unknown[]) => told.push(what))
    player.pause()
    media.dispatchEvent(new Event('waiting'))
    stop()
    media.dispatchEvent(new Event('seeked'))
    kaltura.tell('adbreakstart')

    expect(told).toEqual([[], []])
  })

  test.each([
    ['the browser wants a gesture first', { name: 'playfailed', payload: { error: new DOMException('no', 'NotAllowedError') } }, 'blocked'],
    ['advertising may not start by itself', { name: 'adautoplayfailed' }, 'blocked'],
    ['someone paused before it began', { name: 'playfailed', payload: { error: new DOMException('no', 'AbortError') } }, 'playing'],
    ['it failed without a word', { name: 'playfailed' }, 'playing'],
    ['an advertisement comes first', { name: 'adbreakstart' }, 'playing'],
  ])('says what became of a start when %s', async (_, onPlay, outcome) => {
    const { kaltura, player } = scene({ onPlay })

    expect(await player.play()).toBe(outcome)
    expect(kaltura.listeners('playfailed')).toBe(0)
  })

  test('has nothing to wait for when it plays already', async () => {
    const { media, player } = scene({ onPlay: { name: 'nothing' } })
    media.paused = false

    expect(await player.play()).toBe('playing')
  })
})

describe('an advertisement', () => {
  test('is something else than the video: the player is detached, neither paused nor moved by it, and takes up the speed of the room afterwards', () => {
    const { kaltura, media, player } = scene()
    kaltura.tell('adbreakstart')
    media.paused = true
    player.seek(40)
    player.setRate(1.5, { preservePitch: true })
    const during = { readiness: player.readiness(), paused: player.paused(), rate: player.rate(), elements: media.playbackRate }
    kaltura.tell('adbreakend')
    media.paused = false

    expect(during).toEqual({ readiness: 'detached', paused: false, rate: 1.5, elements: 1 })
    expect(media.currentTime).toBe(0)
    expect([player.readiness(), player.rate(), media.playbackRate]).toEqual(['ready', 1.5, 1.5])
  })

  test('can be paused and goes on', async () => {
    const { kaltura, player } = scene()
    kaltura.tell('adbreakstart')
    kaltura.tell('adpaused')
    const paused = player.paused()
    await player.play()
    kaltura.tell('adresumed')

    expect([paused, player.paused()]).toEqual([true, false])
    expect(kaltura.asked).toEqual(['play'])
  })
})

describe('a seek beside an advertisement', () => {
  test('that comes while it plays is not kept: the player is asked again when the advertisement is over, and goes to where the room is by then', () => {
    const { kaltura, media, player } = scene()
    let hints = 0
    player.subscribe(() => {
      hints += 1
    })
    kaltura.tell('adbreakstart')
    player.seek(40)
    kaltura.tell('adbreakend')
    const after = media.currentTime
    player.seek(70)

    expect([after, media.currentTime]).toEqual([0, 70])
    expect(hints).toBe(2)
  })

  test('that leads over a break, which then plays first, waits at the place it was meant for', () => {
    const { kaltura, media, player } = scene()
    Object.assign(media, { currentTime: 10, paused: false })
    player.seek(40)
    kaltura.tell('adbreakstart')
    const during = [player.readiness(), player.paused(), player.positionS()]
    kaltura.tell('adbreakend')

    expect(during).toEqual(['detached', false, 40])
    expect([player.readiness(), player.positionS()]).toEqual(['ready', 40])
  })

  test('that the player takes back to the break is seen where it really is, so that the room can be caught up with', () => {
    const { kaltura, media, player } = scene()
    player.seek(40)
    media.currentTime = 20
    kaltura.tell('adbreakstart')
    kaltura.tell('adbreakend')

    expect(player.positionS()).toBe(20)
  })

  test('of a live stream goes to where the stream is after the break', () => {
    const { kaltura, media, player, learn, at } = liveScene()
    learn()
    Object.assign(media, { currentTime: 500, paused: false })
    kaltura.tell('adbreakstart')
    player.seek(at(520))
    const during = media.currentTime
    kaltura.tell('adbreakend')
    player.seek(at(530))

    expect(during).toBe(500)
    expect(media.currentTime).toBeCloseTo(530)
  })
})

describe('an advertisement that fails', () => {
  test.each([
    ['for good, is over, whether or not its break is said to end', 'aderror', { severity: 2, category: 8, code: 8000 }, 'ready'],
    ['as the last one, is over', 'alladscompleted', undefined, 'ready'],
    ['and that the player gets over, goes on', 'aderror', { severity: 1, category: 8, code: 8000 }, 'detached'],
    ['without a word about how, goes on', 'aderror', undefined, 'detached'],
  ])('%s', (_, name, payload, readiness) => {
    const { kaltura, player } = scene()
    kaltura.tell('adbreakstart')
    player.setRate(1.5, { preservePitch: true })
    kaltura.tell(name, payload)

    expect(player.readiness()).toBe(readiness)
    expect(player.rate()).toBe(1.5)
  })
})

describe('a live stream, in sync', () => {
  test('is loading until it is known where its edge is, and has no end', () => {
    const { player, learn } = liveScene()
    const before = player.readiness()
    learn()

    expect([before, player.readiness(), player.durationS()]).toEqual(['loading', 'ready', Number.POSITIVE_INFINITY])
  })

  test('stands where an untouched room stands until somebody moves it', () => {
    const { media, player, learn, at } = liveScene()
    learn()
    media.currentTime = 500
    const untouched = player.positionS()
    player.seek(at(300))

    expect(untouched).toBe(0)
    expect(media.currentTime).toBeCloseTo(300)
    expect(player.positionS()).toBeCloseTo(at(300))
  })

  test('tells where it is as soon as it plays', () => {
    const { media, player, learn, at } = liveScene()
    learn()
    Object.assign(media, { currentTime: 500, paused: false })

    expect(player.positionS()).toBeCloseTo(at(500))
  })

  test('never leaves what there is: too early is its start, too late a segment from its end', () => {
    const { media, player, learn, at } = liveScene()
    learn()
    player.seek(at(-1000))
    const start = media.currentTime
    player.seek(at(5000))

    expect([start, media.currentTime].map(Math.round)).toEqual([10, 594])
  })

  test('cannot be moved before anything is known of it', () => {
    const { media, player } = liveScene()
    player.seek(26_000_000)

    expect(media.currentTime).toBe(0)
  })
})
