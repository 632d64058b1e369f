import { clockTime } from '@kaltura-discord/core'
import { useSignal } from '@preact/signals'
import type { WatchSession } from '../watch/watch-session.ts'

const rates = [0.5, 0.75, 1, 1.25, 1.5, 2]

/** The remote. Only the host's is live; everyone's volume is their own. */
export function Controls({ session, durationS }: { session: WatchSession; durationS: number }) {
  const { remote } = session
  const room = session.room.value
  const dragged = useSignal<number | undefined>(undefined)
  const playing = room.timeline?.playing ?? false
  const held = room.iAmHost && room.connection.kind === 'live'
  const host = room.members.find((member) => member.id === room.hostId)
  const position = dragged.value ?? session.positionS.value
  const { muted, volume } = session.loudness.value

  return (
    <section class="kd-controls" aria-label="Remote">
      <div class="kd-remote" data-held={held}>
        <button type="button" class="kd-button kd-play" disabled={!held} onClick={() => (playing ? remote.pause() : remote.play())}>
          {playing ? 'Pause' : 'Play'}
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
      </div>
      <div class="kd-loudness">
        <button type="button" class="kd-button" aria-pressed={muted} onClick={() => session.setLoudness({ muted: !muted })}>
          {muted ? 'Unmute' : 'Mute'}
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
      {!held && <p class="kd-hint">{host ? `${host.name} has the remote.` : 'Nobody has the remote right now; the video goes on.'}</p>}
    </section>
  )
}
