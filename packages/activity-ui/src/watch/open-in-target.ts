import { type KalturaPlayback, openKalturaPlayback, type PlaybackError } from '@kaltura-discord/kaltura/player'
import type { Opened } from './library.ts'

export interface OpenInTargetOptions {
  target: HTMLElement
  origin: string
  /** How loud the viewer wants it; a new video is as loud as the one before. */
  loudness(): { muted: boolean; volume: number }
  onError(error: PlaybackError): void
}

/** Opens entries in an element, one after the other: each in an element of its own, because a player that goes leaves things behind. */
export function openInTarget({ target, origin, loudness, onError }: OpenInTargetOptions): (opened: Opened) => Promise<KalturaPlayback> {
  let count = 0
  return async ({ entry, player }) => {
    count += 1
    const place = target.ownerDocument.createElement('div')
    place.id = `kaltura-player-${count}`
    target.append(place)
    try {
      const playback = await openKalturaPlayback({
        target: place,
        scriptPath: player.scriptPath,
        doorUrl: `${origin}${player.doorPath}`,
        ...(player.analyticsPath === undefined ? {} : { analyticsUrl: `${origin}${player.analyticsPath}` }),
        partnerId: player.partnerId,
        uiConfId: player.uiConfId,
        entryId: entry.id,
        ks: player.ks,
        onError,
      })
      if (count > 1) Object.assign(playback.video, loudness())
      const destroy = () => {
        playback.destroy()
        place.remove()
      }
      return { ...playback, destroy }
    } catch (error) {
      place.remove()
      throw error
    }
  }
}
