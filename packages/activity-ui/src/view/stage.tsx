import type { Bootstrap } from '../launch/launch.ts'
import type { WatchSession } from '../watch/watch-session.ts'
import { Asks } from './asks.tsx'
import { Countdown } from './countdown.tsx'
import { GoOn } from './go-on.tsx'
import { Reactions } from './reactions.tsx'
import { Refusal } from './refusal.tsx'
import { Told } from './told.tsx'

/** What lies over the picture. */
export function Stage({ session, continuation }: { session: WatchSession; continuation: Bootstrap['continuation'] }) {
  const room = session.room.value
  const shown = session.shown.value
  return (
    <>
      {room.sync.kind === 'blocked' && (
        <button type="button" class="kd-unblock" onClick={() => session.remote.resume()}>
          Join the playback
        </button>
      )}
      {shown.kind === 'opening' && (
        <p class="kd-opening" role="status">
          Opening {room.title ?? 'the video'}…
        </p>
      )}
      {shown.kind === 'refused' && (
        <div class="kd-blank" role="alert">
          <p>
            <Told failure={shown.why} />
          </p>
          <p class="kd-soft">You keep your seat. The next video comes when the others go on.</p>
          {shown.why.again && (
            <button type="button" class="kd-button" onClick={session.showAgain}>
              Try again
            </button>
          )}
        </div>
      )}
      <Reactions session={session} />
      {shown.kind !== 'refused' && <Countdown session={session} />}
      <div class="kd-toasts">
        {continuation && <GoOn session={session} continuation={continuation} />}
        <Asks room={room} acts={session.acts} />
        <Refusal room={room} />
      </div>
    </>
  )
}
