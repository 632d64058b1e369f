import type { WatchSession } from '../watch/watch-session.ts'
import { Icon } from './icon.tsx'

/** How loud it is, for this viewer alone. */
export function Loudness({ session }: { session: WatchSession }) {
  const { muted, volume } = session.loudness.value
  return (
    <div class="kd-loudness">
      <button type="button" class="kd-button" aria-label={muted ? 'Unmute' : 'Mute'} onClick={() => session.setLoudness({ muted: !muted })}>
        <Icon name={muted ? 'silent' : 'loud'} />
      </button>
      <input
        type="range"
        aria-label="My volume"
        min={0}
        max={1}
        step={0.05}
        value={muted ? 0 : volume}
        onInput={(event) => session.setLoudness({ volume: Number(event.currentTarget.value), muted: false })}
      />
    </div>
  )
}
