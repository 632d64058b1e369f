import { clockTime } from '@kaltura-discord/core'
import type { WatchSession } from '../watch/watch-session.ts'
import { SeekBar } from './seek-bar.tsx'

/** Nearer to the edge than this is live: segments come every few seconds. */
const liveWithinS = 10

/** How far behind live a stream is watched, and the way back. */
export function LiveSeek({ session, held }: { session: WatchSession; held: boolean }) {
  const window = session.liveWindow.value
  if (!window) return <span class="kd-time">Live</span>
  const { startS, edgeS } = window
  const behindS = (positionS: number) => Math.max(0, edgeS - positionS)
  const isLive = (positionS: number) => behindS(positionS) < liveWithinS
  // A room that nobody has begun stands nowhere yet: it will start live.
  const { value: saidS } = session.positionS
  const positionS = saidS < startS - liveWithinS ? edgeS : saidS
  return (
    <SeekBar
      startS={startS}
      endS={edgeS}
      positionS={positionS}
      held={held}
      say={(shownS) => (isLive(shownS) ? 'Live' : `${clockTime(behindS(shownS))} behind live`)}
      seek={session.remote.seek}
    >
      {(shownS) => (
        <>
          {!isLive(shownS) && <span class="kd-time">−{clockTime(behindS(shownS))}</span>}
          <button
            type="button"
            class="kd-button kd-live"
            data-live={isLive(shownS)}
            aria-label={isLive(shownS) ? 'Live' : 'Go to live'}
            disabled={!held || isLive(shownS)}
            onClick={() => session.remote.seek(edgeS)}
          >
            Live
          </button>
        </>
      )}
    </SeekBar>
  )
}
