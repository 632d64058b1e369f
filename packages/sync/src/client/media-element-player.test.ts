import { expect, expectTypeOf, test } from 'vitest'
import { createMediaElementPlayer, type MediaElement } from './media-element-player.ts'

test('[DR4] tells loading, seeking, stalled, ready and ended apart', () => {
  const { media, player } = element()
  const readinessWhen = (state: Partial<typeof media>) => {
    Object.assign(media, { readyState: 4, seeking: false, ended: false }, state)
    return player.readiness()
  }

  expect(readinessWhen({ readyState: 0 })).toBe('loading')
  expect(readinessWhen({ readyState: 2 })).toBe('stalled')
  expect(readinessWhen({ seeking: true })).toBe('seeking')
  expect(readinessWhen({ ended: true })).toBe('ended')
  expect(readinessWhen({})).toBe('ready')
})

test('[DR4] only a refusal for want of a gesture is blocked', async () => {
  const { media, player } = element()
  media.play = async () => Promise.reject(new DOMException('no gesture', 'NotAllowedError'))
  expect(await player.play()).toBe('blocked')
  media.play = async () => Promise.reject(new DOMException('paused meanwhile', 'AbortError'))
  expect(await player.play()).toBe('playing')
})

test('[DR4] an unknown length is undefined, and listeners are taken off again', () => {
  const { media, player, listeners } = element()
  const stop = player.subscribe(() => {})
  expect(listeners.size).toBeGreaterThan(5)
  stop()

  expect(listeners.size).toBe(0)
  expect(player.durationS()).toBeUndefined()
  player.setRate(1.005, { preservePitch: false })
  expect([media.playbackRate, media.preservesPitch]).toEqual([1.005, false])
})

test('[DR4] the browser’s own element fits', () => {
  expectTypeOf<HTMLVideoElement>().toExtend<MediaElement>()
})

function element() {
  const listeners = new Set<string>()
  const media = {
    currentTime: 0,
    playbackRate: 1,
    preservesPitch: true,
    duration: Number.NaN,
    paused: true,
    ended: false,
    seeking: false,
    readyState: 0,
    play: async () => {},
    pause: () => {},
    addEventListener: (type: string) => void listeners.add(type),
    removeEventListener: (type: string) => void listeners.delete(type),
  }
  return { media, player: createMediaElementPlayer(media), listeners }
}
