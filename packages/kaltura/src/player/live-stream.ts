import type { KalturaPlayerInstance } from './kaltura-global.ts'
import { firstLivePositionS, type LiveClock } from './live-clock.ts'

/** RFC 8216 §6.3.3 wants a player to start no nearer to the newest segment than this. */
const segmentsBehind = 3

/** What can be watched of a live stream at this moment, as positions: seconds that mean the same moment to every viewer. */
export interface LiveWindow {
  startS: number
  /** As near to now as a player can be without running dry: three segments behind the newest. */
  edgeS: number
}

export interface LiveStream {
  /** It moves on with every look; start and edge are one when the stream cannot be rewound. `undefined` until the player knows. */
  window(): LiveWindow | undefined
  /** The nearest position that can be watched; the edge for a position that no live stream has, such as the 0 of a room that nobody has moved yet. */
  nearest(positionS: number): number
}

export interface FollowedStream extends LiveStream {
  /**
   * The same for who follows others, and up to a segment from the newest: they may have heard of segments that this player has not heard of yet,
   * and to stop short of them would be to never catch up.
   */
  following(positionS: number): number
  /** How far it can be followed by now: two segments behind where the stream is, so that it moves evenly and there are always data. */
  reachS(): number | undefined
}

export type LiveMedia = Pick<HTMLVideoElement, 'currentTime' | 'duration'>

export function createLiveStream(clock: LiveClock, player: KalturaPlayerInstance, media: LiveMedia): FollowedStream {
  const window = () => {
    const segmentS = clock.segmentS()
    const edgeS = clock.positionS(media.duration - segmentsBehind * segmentS)
    if (edgeS === undefined || Number.isNaN(edgeS)) return undefined
    // The first segment may be gone before it could be fetched.
    const startS = player.isDvr() ? clock.positionS(player.getStartTimeOfDvrWindow() + segmentS) : undefined
    return { startS: Math.min(startS ?? edgeS, edgeS), edgeS }
  }
  const within = (positionS: number, beyondS: number) => {
    const now = window()
    if (!now) return positionS
    return positionS < firstLivePositionS ? now.edgeS : Math.min(now.edgeS + beyondS, Math.max(now.startS, positionS))
  }
  return {
    window,
    nearest: (positionS) => within(positionS, 0),
    following: (positionS) => within(positionS, (segmentsBehind - 1) * clock.segmentS()),
    reachS() {
      const nowS = clock.nowS()
      return nowS === undefined ? undefined : nowS - (segmentsBehind - 1) * clock.segmentS()
    },
  }
}
