import type { RoomPresence } from '../presence/room-presence.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import type { Ms } from '../time.ts'

/** What gates stand on: where rooms are kept, who is connected through whom, and what time it is. Gates that serve the same rooms share it. */
export interface RoomsEngine {
  store: RoomStore
  /** The time rooms live in: ms since 1970, the finer the better. */
  now: () => Ms
  /** Where gates tell each other who is connected. Default: nowhere, this gate is the only one. */
  presence?: RoomPresence
  /** Name of this gate among those that share it; a new one for every start. Default: `gate`. */
  node?: string
  /** How far `now` may be from the time that all gates mean, told to clients. Default: not told, this gate's time is the time. */
  boundMs?: () => Ms
  /**
   * Calls a listener after `now` jumped, with how far (0 if it was this machine that stood still) and with when, as `now` tells it since, it was last found in
   * order. Rooms then go on where they were, in a new epoch.
   */
  onStep?: (listener: (byMs: Ms, sinceMs: Ms) => void) => void
  /**
   * Makes sure that `now` is right now, for a room of which another gate found that its clock was set. Default: it always is.
   * @throws StoreUnavailable (retryable) when nobody can be asked.
   */
  askTime?: () => Promise<void>
}
