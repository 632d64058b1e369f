import { backendCodes, criticalSeverity } from './kaltura-global.ts'
import { PlaybackError } from './playback-error.ts'
import { loadPlayerScript } from './player-script.ts'

export interface KalturaPlaybackOptions {
  /** An element with an id, in the page; the player fills it. */
  target: HTMLElement
  /** Path of the player's script on this page's origin: Kaltura's embedPlaykitJs behind a URL mapping. */
  scriptPath: string
  /** Origin and path of the media door; the API is this plus `/api_v3`. */
  doorUrl: string
  partnerId: number
  uiConfId: number
  entryId: string
  /** A viewer KS of this one entry. */
  ks: string
  /** Told once when playback has ended for good. */
  onError(error: PlaybackError): void
}

/** A loaded entry. The element is the player's own: hand it to a sync player, and leave its lifetime to {@link KalturaPlayback.destroy}. */
export interface KalturaPlayback {
  video: HTMLVideoElement
  /** Removes the player from the page. Safe to call twice. */
  destroy(): void
}

const readyTimeoutMs = 30_000

/**
 * Opens one entry in the real Kaltura player, without its own controls: in a room the remote belongs to the room.
 *
 * Workers are off, because Discord's CSP allows none, and everything goes through the door, because Discord's proxy reaches no other host.
 * @returns when the first frame can be shown.
 * @throws PlaybackError in words for the viewer.
 */
export async function openKalturaPlayback(options: KalturaPlaybackOptions): Promise<KalturaPlayback> {
  const { target, doorUrl, partnerId, uiConfId, entryId, ks } = options
  const kaltura = await loadPlayerScript(options.scriptPath, target.ownerDocument)
  const player = kaltura.setup({
    targetId: target.id,
    log: { level: 'ERROR' },
    provider: { partnerId, uiConfId, ks, env: { serviceUrl: `${doorUrl}/api_v3`, cdnUrl: doorUrl } },
    playback: { autoplay: false, preload: 'auto', playsinline: true, options: { html5: { hls: { enableWorker: false } } } },
    ui: { disable: true },
    plugins: {},
  })
  let open = true
  const destroy = () => {
    if (open) player.destroy()
    open = false
  }

  let failure: PlaybackError | undefined
  const failed = new Promise<never>((_, fail) => {
    player.addEventListener('error', ({ payload }) => {
      const error = toPlaybackError(payload)
      if (!error || !open) return
      fail(error)
      if (!failure) options.onError(error)
      failure = error
    })
  })
  failed.catch(() => undefined)

  try {
    const loaded = player.loadMedia({ entryId, ks }).catch((reason: unknown) => {
      throw toPlaybackError(reason) ?? new PlaybackError('player.load')
    })
    await Promise.race([loaded.then(() => player.ready()), failed, timeout(readyTimeoutMs)])
    return { video: player.getVideoElement(), destroy }
  } catch (error) {
    destroy()
    throw error instanceof PlaybackError ? error : new PlaybackError('player.load')
  }
}

function toPlaybackError(reason: unknown): PlaybackError | undefined {
  const {
    severity,
    category = 0,
    code = 0,
  } = (typeof reason === 'object' && reason !== null ? reason : {}) as { severity?: number; category?: number; code?: number }
  if (severity !== criticalSeverity) return undefined
  if (code === backendCodes.blockAction) return new PlaybackError('player.blocked', { category, number: code })
  if (code === backendCodes.mediaNotReady) return new PlaybackError('player.load', { category, number: code })
  return new PlaybackError('player.media', { category, number: code })
}

function timeout(ms: number): Promise<never> {
  return new Promise((_, fail) => {
    setTimeout(() => fail(new PlaybackError('player.load')), ms)
  })
}
