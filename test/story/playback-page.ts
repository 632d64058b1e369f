import { type KalturaPlayback, openKalturaPlayback, type PlaybackError } from '@kaltura-discord/kaltura/player'

/** What the test tells the page before it loads. */
export interface PlaybackOrder {
  entryId: string
  ks: string
  partnerId: number
  uiConfId: number
  /** A page without a media door, with the URL mappings alone. */
  mappings?: { prefix: string; origin: string }[]
  analyticsUrl?: string
  /** Another player than the sandbox's. */
  scriptPath?: string
  /** Starts by itself, with nobody at the keyboard, and tells in the console what came of it. */
  plays?: boolean
}

export interface PlaybackPage {
  order: PlaybackOrder
  /** `ready`, or the code of the error. */
  opening: Promise<string>
  playback: KalturaPlayback
  /** Errors that ended playback after it had begun. */
  ended: PlaybackError[]
}

declare global {
  interface Window {
    stage: PlaybackPage
  }
}

/** The page that `playback-stage.ts` opens: our adapter around the real player, and nothing else. */
const { stage } = window
const { order } = stage
const target = document.getElementById('player')
if (!target) throw new Error('the stage has no place for a player')
stage.ended = []
const behindDoor = {
  scriptPath: `/kaltura/p/${order.partnerId}/embedPlaykitJs/uiconf_id/${order.uiConfId}`,
  doorUrl: `${location.origin}/api/v1/media/main`,
}
stage.opening = openKalturaPlayback({
  target,
  ...(order.mappings ? {} : behindDoor),
  ...order,
  onError: (error) => stage.ended.push(error),
}).then(
  async (playback) => {
    stage.playback = playback
    playback.video.muted = order.plays !== true
    if (order.plays) console.info(`play: ${await playback.player.play()}`)
    return 'ready'
  },
  (error: PlaybackError) => `${error.code} ${JSON.stringify(error.details)}`,
)
