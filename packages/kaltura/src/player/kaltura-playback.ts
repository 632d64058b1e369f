import type { Player } from '@kaltura-discord/sync'
import { type Choices, createChoices } from './choices.ts'
import { createLiveClock, type LiveClock } from './live-clock.ts'
import { createLiveStream, type LiveStream } from './live-stream.ts'
import { mappedAddress, type PlayerMapping } from './mapped-address.ts'
import { PlaybackError } from './playback-error.ts'
import { errorOfEvent, errorOfRefusal } from './player-error.ts'
import { loadPlayerScript } from './player-script.ts'
import { createSyncedPlayer } from './synced-player.ts'

export interface KalturaPlaybackOptions {
  /** An element with an id, in the page; the player fills it. */
  target: HTMLElement
  /** Where the player's script is; by default the partner's own embedPlaykitJs at Kaltura, through `mappings`. */
  scriptPath?: string
  /** Origin and path of the media door (by default Kaltura itself, through `mappings`); the API is this plus `/api_v3`. */
  doorUrl?: string
  /**
   * The Activity's URL Mappings, for a page without a media door: what the player asks Kaltura for goes through them. This does not reach what a browser
   * follows by itself, redirects of playManifest and progressive files; those need the door.
   */
  mappings?: readonly PlayerMapping[]
  /**
   * Where Kaltura's analytics is on this page's origin, such as `https://<app>.discordsays.com/kaltura-analytics`: then every viewer of a party counts as any
   * other does. It is Kaltura's own plugin (`kava`) that tells, as the partner's player carries it; a player without it tells nothing. Without this address
   * the beacons go to Kaltura's own host, which Discord's proxy refuses.
   */
  analyticsUrl?: string
  partnerId: number
  uiConfId: number
  entryId: string
  /** A viewer KS of this one entry; or, with a door, what the door gave for one. */
  ks: string
  /** ms since 1970, for live streams that do not tell the time; by default this computer's clock. */
  nowMs?: () => number
  /** Told once when playback has ended for good. */
  onError(error: PlaybackError): void
}

/** A loaded entry. The element is the player's own: leave its lifetime to {@link KalturaPlayback.destroy}. */
export interface KalturaPlayback {
  video: HTMLVideoElement
  /** For `createRoomClient` of `@kaltura-discord/sync/client`. */
  player: Player
  choices: Choices
  /** Of a live entry. */
  live: LiveStream | undefined
  /** Removes the player from the page. Safe to call twice. */
  destroy(): void
}

const readyTimeoutMs = 30_000
/** A start time, even none, keeps the player from leaping to the live edge by itself when it is first played. */
const noLeap = -1
const kalturaOrigin = 'https://cdnapisec.kaltura.com'

/**
 * Opens one entry in the real Kaltura player, without its own controls: in a room the remote belongs to the room.
 *
 * Workers are off, because Discord's CSP allows none, and everything goes through the door, because Discord's proxy reaches no other host.
 * @returns when the player knows what it can play; the first frame may take a moment more.
 * @throws PlaybackError in words for the viewer.
 */
export async function openKalturaPlayback(options: KalturaPlaybackOptions): Promise<KalturaPlayback> {
  const { target, partnerId, uiConfId, entryId, ks, mappings = [], nowMs = Date.now } = options
  const page = target.ownerDocument
  const reach = (address: string) => mappedAddress(address, mappings, page.location.origin)
  const scriptPath = options.scriptPath ?? reach(`${kalturaOrigin}/p/${partnerId}/embedPlaykitJs/uiconf_id/${uiConfId}`)
  const doorUrl = options.doorUrl ?? reach(kalturaOrigin).replace(/\/$/, '')
  const analytics = analyticsConfig(options.analyticsUrl)
  const clock = createLiveClock(nowMs)

  const kaltura = await loadPlayerScript(scriptPath, page)
  const player = kaltura.setup({
    targetId: target.id,
    log: { level: 'ERROR' },
    provider: {
      partnerId,
      uiConfId,
      ks,
      env: { serviceUrl: `${doorUrl}/api_v3`, cdnUrl: doorUrl, ...analytics.env },
    },
    playback: {
      autoplay: false,
      preload: 'auto',
      playsinline: true,
      options: { html5: { hls: { enableWorker: false, xhrSetup: createXhrSetup(reach, clock) } } },
    },
    ui: { disable: true },
    plugins: analytics.plugins,
  })
  let open = true
  const destroy = () => {
    if (open) player.destroy()
    open = false
  }

  // While it loads, the player tells of an error before it says in its refusal which one.
  let loading = true
  let told: PlaybackError | undefined
  let end: (error: PlaybackError) => void = () => undefined
  player.addEventListener('error', ({ payload }) => {
    const error = errorOfEvent(payload)
    if (!error || !open) return
    if (loading) told ??= error
    else end(error)
  })
  const opened = new Promise<void>((done, fail) => {
    end = fail
    const loaded = player.loadMedia({ entryId, ks }, { startTime: noLeap }).catch((reason: unknown) => {
      throw errorOfRefusal(reason)
    })
    const ready = loaded.then(() => {
      loading = false
      if (told) throw told
      return player.ready()
    })
    ready.then(() => done(), fail)
  })
  const timer = setTimeout(() => end(told ?? new PlaybackError('player.load')), readyTimeoutMs)
  try {
    await opened
  } catch (error) {
    const offAir = error instanceof PlaybackError && error.code === 'player.network' && player.isLive()
    destroy()
    if (offAir) throw new PlaybackError('player.off-air', error.details)
    throw error instanceof PlaybackError ? error : new PlaybackError('player.load')
  } finally {
    clearTimeout(timer)
  }
  end = (error) => {
    end = () => undefined
    options.onError(error)
  }
  const video = player.getVideoElement()
  const live = player.isLive() ? { clock, stream: createLiveStream(clock, player, video) } : undefined
  if (live) follow(video, clock)
  return {
    video,
    player: createSyncedPlayer({ player, media: video, live }),
    choices: createChoices(player),
    live: live?.stream,
    destroy,
  }
}

/** A player without the plugin gets over being asked for it. Older plugins write the protocol themselves, so the address has none. */
function analyticsConfig(address: string | undefined) {
  if (address === undefined) return { env: {}, plugins: {} }
  return { env: { analyticsServiceUrl: address.replace(/^https?:/, '') }, plugins: { kava: {} } }
}

/** The length of a live stream, as the player knows it, is its edge. */
function follow(video: HTMLVideoElement, clock: LiveClock): void {
  const reach = () => clock.reach(video.duration)
  video.addEventListener('durationchange', reach)
  reach()
}

/** For hls.js: sends what it asks for through the mappings, and lets the clock hear the playlists. */
function createXhrSetup(reach: (address: string) => string, clock: LiveClock) {
  return (xhr: XMLHttpRequest, address: string) => {
    const reached = reach(address)
    if (reached !== address) xhr.open('GET', reached, true)
    xhr.addEventListener('load', () => {
      if (xhr.responseType === '' || xhr.responseType === 'text') clock.hear(xhr.responseText)
    })
  }
}
