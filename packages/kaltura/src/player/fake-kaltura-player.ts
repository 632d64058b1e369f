import type { KalturaListener, KalturaPlayerInstance, KalturaTrack } from './kaltura-global.ts'

export interface FakeMedia extends EventTarget {
  currentTime: number
  playbackRate: number
  preservesPitch: boolean
  duration: number
  paused: boolean
  ended: boolean
  seeking: boolean
  readyState: number
  muted: boolean
}

export interface FakeKalturaPlayer extends KalturaPlayerInstance {
  readonly media: FakeMedia
  /** What was asked of it, in order. */
  readonly asked: string[]
  /** Sends one of the player's events. */
  tell(name: string, payload?: unknown): void
  /** How many listen to an event of the player. */
  listeners(name: string): number
}

export interface FakeKalturaOptions {
  live?: { dvr: boolean; startS: number }
  tracks?: Partial<Record<'text' | 'audio' | 'video', KalturaTrack[]>>
  /** What `play()` comes to, in the player's own event; nothing when it never answers. */
  onPlay?: { name: string; payload?: unknown }
  /** How `loadMedia` ends; well by default. */
  load?: () => Promise<unknown>
  ready?: () => Promise<unknown>
}

/** A Kaltura player without pictures: it does what it is told and tells what a test wants it to. */
export function createFakeKalturaPlayer(options: FakeKalturaOptions = {}): FakeKalturaPlayer {
  const { live, tracks = {}, onPlay = { name: 'play' } } = options
  const asked: string[] = []
  const heard = new Map<string, Set<KalturaListener>>()
  const of = (name: string) => heard.get(name) ?? heard.set(name, new Set()).get(name) ?? new Set()
  let adaptive = true
  const media: FakeMedia = Object.assign(new EventTarget(), {
    currentTime: 0,
    playbackRate: 1,
    preservesPitch: true,
    duration: live ? Number.NaN : 60,
    paused: true,
    ended: false,
    seeking: false,
    readyState: 4,
    muted: false,
  })
  const fake: FakeKalturaPlayer = {
    media,
    asked,
    tell(name, payload) {
      for (const listener of [...of(name)]) listener({ payload })
    },
    listeners: (name) => of(name).size,
    async loadMedia({ entryId }, start) {
      asked.push(`load ${entryId} from ${start?.startTime}`)
      return options.load?.()
    },
    ready: options.ready ?? (async () => undefined),
    play() {
      asked.push('play')
      if (onPlay.name === 'play') {
        media.paused = false
        media.dispatchEvent(new Event('play'))
      }
      fake.tell(onPlay.name, onPlay.payload)
    },
    pause() {
      asked.push('pause')
      media.paused = true
      media.dispatchEvent(new Event('pause'))
      fake.tell('pause')
    },
    getVideoElement: () => media as unknown as HTMLVideoElement,
    isLive: () => live !== undefined,
    isDvr: () => live?.dvr ?? false,
    getStartTimeOfDvrWindow: () => live?.startS ?? 0,
    getTracks: (kind) => tracks[kind] ?? [],
    selectTrack(track) {
      asked.push(`select ${track.label}`)
    },
    hideTextTrack: () => void asked.push('hide captions'),
    isAdaptiveBitrateEnabled: () => adaptive,
    enableAdaptiveBitrate() {
      adaptive = true
      asked.push('adapt')
    },
    addEventListener: (name, listener) => void of(name).add(listener),
    removeEventListener: (name, listener) => void of(name).delete(listener),
    destroy: () => void asked.push('destroy'),
  }
  return fake
}
