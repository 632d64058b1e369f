import { clockTime } from '@kaltura-discord/core'
import { useSignal } from '@preact/signals'
import type { WatchSession } from '../watch/watch-session.ts'
import { Icon } from './icon.tsx'
import { Loudness } from './loudness.tsx'

const rates = [0.5, 0.75, 1, 1.25, 1.5, 2]

/** The remote. Only the host's is live; everyone's volume is their own. */
export function Controls({ session, durationS }: { session: WatchSession; durationS: number }) {
  const { remote } = session
  const room = session.room.value
  const dragged = useSignal<number | undefined>(undefined)
  const playing = room.timeline?.playing ?? false
  const held = room.iAmHost && room.connection.kind === 'live'
  const position = dragged.value ?? session.positionS.value

  return (
    <section class="kd-controls" aria-label="Remote">
      <button
        type="button"
        class="kd-button"
        aria-label={playing ? 'Pause' : 'Play'}
        disabled={!held}
        onClick={() => (playing ? remote.pause() : remote.play())}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <input
        class="kd-seek"
        type="range"
        aria-label="Position"
        aria-valuetext={`${clockTime(position)} of ${clockTime(durationS)}`}
        min={0}
        max={durationS}
        step={1}
        value={position}
        disabled={!held}
        onInput={(event) => {
          dragged.value = Number(event.currentTarget.value)
        }}
        onChange={(event) => {
          dragged.value = undefined
          remote.seek(Number(event.currentTarget.value))
        }}
      />
      <span class="kd-time">
        {clockTime(position)} / {clockTime(durationS)}
      </span>
      <select
        class="kd-rate"
        aria-label="Speed"
        disabled={!held}
        value={String(room.timeline?.rate ?? 1)}
        onChange={(event) => remote.setRate(Number(event.currentTarget.value))}
      >
        {rates.map((rate) => (
          <option key={rate} value={String(rate)}>
            {rate}×
          </option>
        ))}
      </select>
      <Loudness session={session} />
    </section>
  )
}
