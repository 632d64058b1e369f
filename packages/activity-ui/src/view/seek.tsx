import { clockTime } from '@kaltura-discord/core'
import type { WatchSession } from '../watch/watch-session.ts'
import { SeekBar } from './seek-bar.tsx'

/** Where a video is, and how long it is. */
export function Seek({ session, held, durationS }: { session: WatchSession; held: boolean; durationS: number }) {
  return (
    <SeekBar
      startS={0}
      endS={durationS}
      positionS={session.positionS.value}
      held={held}
      say={(positionS) => `${clockTime(positionS)} of ${clockTime(durationS)}`}
      seek={session.remote.seek}
    >
      {(positionS) => (
        <span class="kd-time">
          {clockTime(positionS)} / {clockTime(durationS)}
        </span>
      )}
    </SeekBar>
  )
}
