import type { Player } from '../player/player.ts'
import type { LiveFacts } from '../protocol/snapshot.ts'
import type { Ms } from '../time.ts'
import { firstLivePositionS, liveEdgeS } from '../timeline/live-position.ts'

export interface LivePlayerOptions {
  player: Player
  /** What the room says of its live stream, if it is one. */
  facts: () => LiveFacts | undefined
  serverMs: () => Ms | undefined
}

export interface LivePlayer extends Player {
  /** What to add to one of the player's own positions to have the room's. 0 but in a live room that goes by the distance to the edge. */
  shiftS(): number
}

/**
 * A player that counts as the room does. By programme time both do anyway. Where somebody's player does not know it, a position is a distance to the edge,
 * and everybody's own edge is where the room's is. It has no end, although some players call what they have of it its length. Rules LV2, LV8.
 */
export function createLivePlayer({ player, facts, serverMs }: LivePlayerOptions): LivePlayer {
  function shiftS(): number {
    const [own, now] = [player.reachableS?.(), serverMs()]
    return facts()?.by === 'edge' && own && now !== undefined ? liveEdgeS(now) - own.endS : 0
  }
  /** A room, or a player, that never began is at no place of the stream. */
  const shifted = (positionS: number, byS: number) => (positionS < firstLivePositionS ? positionS : positionS + byS)

  return {
    shiftS,
    positionS: () => shifted(player.positionS(), shiftS()),
    seek: (positionS) => player.seek(shifted(positionS, -shiftS())),
    reachableS() {
      const own = player.reachableS?.()
      return own && { ...own, startS: shifted(own.startS, shiftS()), endS: shifted(own.endS, shiftS()) }
    },
    durationS: () => (facts() ? undefined : player.durationS()),
    paused: () => player.paused(),
    rate: () => player.rate(),
    readiness: () => player.readiness(),
    play: () => player.play(),
    pause: () => player.pause(),
    setRate: (rate, options) => player.setRate(rate, options),
    subscribe: (listener) => player.subscribe(listener),
  }
}
