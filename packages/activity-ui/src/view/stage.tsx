import type { Bootstrap } from '../launch/launch.ts'
import type { WatchSession } from '../watch/watch-session.ts'
import { Asks } from './asks.tsx'
import { Countdown } from './countdown.tsx'
import { GoOn } from './go-on.tsx'
import { Refusal } from './refusal.tsx'

/** What lies over the picture. */
export function Stage({ session, continuation }: { session: WatchSession; continuation: Bootstrap['continuation'] }) {
  const room = session.room.value
  return (
    <>
      {room.sync.kind === 'blocked' && (
        <button type="button" class="kd-unblock" onClick={() => session.remote.resume()}>
          Join the playback
        </button>
      )}
      <Countdown session={session} />
      <div class="kd-toasts">
        {continuation && <GoOn session={session} continuation={continuation} />}
        <Asks room={room} acts={session.acts} />
        <Refusal room={room} />
      </div>
    </>
  )
}
