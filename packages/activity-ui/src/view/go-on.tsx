import { clockTime } from '@kaltura-discord/core'
import { useSignal } from '@preact/signals'
import type { Continuation } from '../launch/launch.ts'
import { hasBegun } from '../watch/go-on.ts'
import type { WatchSession } from '../watch/watch-session.ts'

/** The choice to go on where this channel stopped: for whoever steers, as long as nobody has begun anything else. */
export function GoOn({ session, continuation }: { session: WatchSession; continuation: Continuation }) {
  const putAway = useSignal(false)
  const room = session.room.value
  if (putAway.value || hasBegun(room) || !room.iMaySteer) return null
  const put = (run?: () => void) => () => {
    putAway.value = true
    run?.()
  }
  return (
    <p class="kd-toast">
      <span>
        Continue “{continuation.entry.name}” at {clockTime(continuation.positionS)}?
      </span>
      <button type="button" class="kd-act" onClick={put(() => session.goOn(continuation))}>
        Continue
      </button>
      <button type="button" class="kd-act" onClick={put()}>
        No
      </button>
    </p>
  )
}
