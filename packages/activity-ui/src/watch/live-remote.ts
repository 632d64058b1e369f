import type { LiveStream } from '@kaltura-discord/kaltura/player'
import type { RoomClient } from '@kaltura-discord/sync/client'

/** What the host can do. */
export type Remote = Pick<RoomClient, 'play' | 'pause' | 'seek' | 'setRate' | 'resume'>

/**
 * The remote of a live stream, in positions of this viewer's player; the room's may be others. A stream moves on while a room stands still, so a room that was paused for too long, or never begun, starts where there is
 * still something to watch; and no seek leaves that.
 */
export function createLiveRemote(client: Remote & Pick<RoomClient, 'view' | 'shiftS'>, live: Pick<LiveStream, 'nearest'>): Remote {
  return {
    play() {
      const roomS = client.view().timeline?.positionS ?? 0
      const standsS = roomS === 0 ? 0 : roomS - client.shiftS()
      const watchableS = live.nearest(standsS)
      client.play()
      if (watchableS !== standsS) client.seek(watchableS + client.shiftS())
    },
    pause: () => client.pause(),
    seek: (positionS) => client.seek(live.nearest(positionS) + client.shiftS()),
    setRate: (rate) => client.setRate(rate),
    resume: () => client.resume(),
  }
}
