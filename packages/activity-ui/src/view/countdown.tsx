import type { WatchSession } from '../watch/watch-session.ts'

/** How long until everybody starts. Said once, shown each second. */
export function Countdown({ session }: { session: WatchSession }) {
  const leftS = session.startsInS.value
  return (
    <div class="kd-countdown">
      {leftS !== undefined && (
        <span key={leftS} aria-hidden="true">
          {leftS}
        </span>
      )}
      <span class="kd-unseen" aria-live="polite">
        {leftS !== undefined && 'Starting together'}
      </span>
    </div>
  )
}
