import type { Player } from '../player/player.ts'

const events = [
  'play',
  'playing',
  'pause',
  'seeking',
  'seeked',
  'waiting',
  'stalled',
  'canplay',
  'ended',
  'ratechange',
  'durationchange',
  'emptied',
] as const

/** The part of an HTMLVideoElement that is used. */
export interface MediaElement {
  currentTime: number
  playbackRate: number
  preservesPitch: boolean
  readonly duration: number
  readonly paused: boolean
  readonly ended: boolean
  readonly seeking: boolean
  readonly readyState: number
  play(): Promise<void>
  pause(): void
  addEventListener(type: (typeof events)[number], listener: () => void): void
  removeEventListener(type: (typeof events)[number], listener: () => void): void
}

/** A plain `<video>` or `<audio>` as a {@link Player}. */
export function createMediaElementPlayer(media: MediaElement): Player {
  return {
    positionS: () => media.currentTime,
    durationS: () => (Number.isNaN(media.duration) ? undefined : media.duration),
    paused: () => media.paused,
    rate: () => media.playbackRate,
    readiness() {
      if (media.seeking) return 'seeking'
      if (media.ended) return 'ended'
      if (media.readyState === 0) return 'loading'
      return media.readyState >= 3 ? 'ready' : 'stalled'
    },
    async play() {
      try {
        await media.play()
        return 'playing'
      } catch (error) {
        // AbortError only says that someone paused or sought before it began.
        return error instanceof Error && error.name === 'NotAllowedError' ? 'blocked' : 'playing'
      }
    },
    pause: () => media.pause(),
    seek(positionS) {
      media.currentTime = positionS
    },
    setRate(rate, { preservePitch }) {
      if (media.preservesPitch !== preservePitch) media.preservesPitch = preservePitch
      media.playbackRate = rate
    },
    subscribe(listener) {
      for (const type of events) media.addEventListener(type, listener)
      return () => {
        for (const type of events) media.removeEventListener(type, listener)
      }
    },
  }
}
