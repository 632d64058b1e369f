import type { Player } from '@kaltura-discord/sync'
import type { KalturaPlayerInstance } from './kaltura-global.ts'
import type { LiveClock } from './live-clock.ts'
import type { FollowedStream } from './live-stream.ts'
import { isCritical } from './player-error.ts'

/** What the player does by itself, or was made to do. None of it is ever taken for somebody's wish, so nothing that we do comes back as an echo. */
const mediaEvents = [
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
/** What each of the player's events means for advertising. */
const adEvents = {
  adbreakstart: 'playing',
  adresumed: 'playing',
  adpaused: 'paused',
  adbreakend: 'none',
  alladscompleted: 'none',
} as const

/** The part of the player's video element that is used. */
export interface SyncedMedia
  extends Pick<
    HTMLVideoElement,
    'currentTime' | 'playbackRate' | 'preservesPitch' | 'duration' | 'paused' | 'ended' | 'seeking' | 'readyState'
  > {
  addEventListener(type: (typeof mediaEvents)[number], listener: () => void): void
}

export interface SyncedPlayerOptions {
  player: KalturaPlayerInstance
  media: SyncedMedia
  /** Of a live entry. */
  live: { stream: FollowedStream; clock: LiveClock } | undefined
}

/**
 * Position, rate and readiness are the video element's own, because the player's copies are a quarter of a second old; starts and pauses go through the
 * player, because advertising wants to know of them. While an advertisement plays the player is let alone, and catches up afterwards.
 */
export function createSyncedPlayer({ player, media, live }: SyncedPlayerOptions): Player {
  let ad: 'none' | 'playing' | 'paused' = 'none'
  let moved = false
  let held = false
  let wanted = { rate: 1, preservePitch: true }
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  const applyRate = () => {
    if (media.preservesPitch !== wanted.preservePitch) media.preservesPitch = wanted.preservePitch
    media.playbackRate = wanted.rate
  }
  const enterAd = (now: typeof ad) => {
    ad = now
    if (ad === 'none') applyRate()
    tell()
  }
  for (const [name, now] of Object.entries(adEvents)) player.addEventListener(name, () => enterAd(now))
  // A break that fails for good may come without its end.
  player.addEventListener('aderror', ({ payload }) => {
    if (isCritical(payload)) enterAd('none')
  })
  // The player starts some moments after it was asked: a pause that came between has to be said again.
  media.addEventListener('play', () => {
    if (held && !media.paused) player.pause()
  })
  for (const name of mediaEvents) media.addEventListener(name, tell)

  return {
    positionS() {
      if (!live) return media.currentTime
      return moved || !media.paused ? (live.clock.positionS(media.currentTime) ?? 0) : 0
    },
    durationS() {
      if (live) return Number.POSITIVE_INFINITY
      return Number.isNaN(media.duration) ? undefined : media.duration
    },
    paused: () => (ad === 'none' ? media.paused : ad === 'paused'),
    rate: () => (ad === 'none' ? media.playbackRate : wanted.rate),
    readiness() {
      if (ad !== 'none') return 'detached'
      if (media.seeking) return 'seeking'
      if (media.ended) return 'ended'
      if (media.readyState === 0 || (live && !live.stream.window())) return 'loading'
      return media.readyState >= 3 ? 'ready' : 'stalled'
    },
    /** A stream that can be rewound keeps its own lower end: what lies before it may be a room that nobody has moved yet, which begins at the edge. */
    reachableS() {
      const [window, endS] = [live?.stream.window(), live?.stream.reachS()]
      if (!live || !window || endS === undefined) return undefined
      return { startS: player.isDvr() ? 0 : window.edgeS, endS, by: live.clock.by() }
    },
    async play() {
      const outcome = media.paused && ad === 'none' ? started(player) : 'playing'
      held = false
      player.play()
      return outcome
    },
    pause() {
      held = true
      player.pause()
    },
    seek(positionS) {
      if (ad !== 'none') return
      moved = true
      const mediaS = live ? live.clock.mediaS(live.stream.following(positionS)) : positionS
      if (mediaS !== undefined) media.currentTime = mediaS
    },
    setRate(rate, { preservePitch }) {
      wanted = { rate, preservePitch }
      if (ad === 'none') applyRate()
    },
    subscribe(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}

/** What comes of a `play()`: the player does not answer, it only tells. An AbortError says that someone paused before it began. */
function started(player: KalturaPlayerInstance): Promise<'playing' | 'blocked'> {
  return new Promise((done) => {
    const end = (outcome: 'playing' | 'blocked') => {
      for (const name of ['play', 'pause', 'adbreakstart']) player.removeEventListener(name, onPlay)
      player.removeEventListener('playfailed', onFailed)
      player.removeEventListener('adautoplayfailed', onRefused)
      done(outcome)
    }
    const onPlay = () => end('playing')
    const onRefused = () => end('blocked')
    const onFailed = ({ payload }: { payload?: unknown }) => end(isRefusal(payload) ? 'blocked' : 'playing')
    for (const name of ['play', 'pause', 'adbreakstart']) player.addEventListener(name, onPlay)
    player.addEventListener('playfailed', onFailed)
    player.addEventListener('adautoplayfailed', onRefused)
  })
}

/** The browser wants a gesture first. */
function isRefusal(payload: unknown): boolean {
  const error: unknown = typeof payload === 'object' && payload !== null && 'error' in payload ? payload.error : undefined
  return error instanceof Error && error.name === 'NotAllowedError'
}
