import type { Player } from '../player/player.ts'
import type { ClientRecorder } from '../recorder/client-recorder.ts'
import type { Clock, Timers } from '../time.ts'
import type { ClientSocket } from './client-socket.ts'

export interface RoomClientOptions {
  /** Opens a socket to the room server; called for every try. */
  open: () => ClientSocket
  /** A fresh ticket; called for every try. Rejecting means "later". */
  ticket: () => Promise<string>
  player: Player
  /**
   * The media that the player has loaded, as the room names it. While the room shows another, the player is left alone: ask the application whether this
   * person may see `view().mediaId`, load that, and call `refresh`. Default: whatever the room shows.
   */
  media?: () => string | undefined
  /** Monotonic and fine: `performance`, never `Date`. */
  clock: Clock
  timers: Timers
  /** In [0, 1): `Math.random`. */
  random: () => number
  /** `Date`: never read for the time, only to notice at once that the machine slept. Default: it is noticed with the next answer of the server. */
  wall?: Clock
  /** Writes down what this tab sees and does, without names and ids: `createClientRecorder` of `@kaltura-discord/sync/recorder`. Default: nothing is. */
  recorder?: ClientRecorder
}
