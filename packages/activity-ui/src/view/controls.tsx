import type { WatchSession } from '../watch/watch-session.ts'
import { Choosers } from './choosers.tsx'
import { Icon } from './icon.tsx'
import { LiveSeek } from './live-seek.tsx'
import { Loudness } from './loudness.tsx'
import { ReactionBar } from './reactions.tsx'
import { Seek } from './seek.tsx'

const rates = [0.5, 0.75, 1, 1.25, 1.5, 2]

export interface ControlsProps {
  session: WatchSession
  durationS: number
  /** Of a live stream, which has no length, and no other speed than its own. */
  live: boolean
}

/** The remote. It is live for those whom the room follows; volume, captions, sound and quality are everyone's own. */
export function Controls({ session, durationS, live }: ControlsProps) {
  const { remote } = session
  const room = session.room.value
  const playing = room.timeline?.playing ?? false
  const held = room.iMaySteer && room.connection.kind === 'live'

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
      {!live && held && !playing && (
        <button type="button" class="kd-button kd-together" aria-label="Start together: 3, 2, 1" onClick={session.startTogether}>
          3·2·1
        </button>
      )}
      {live ? <LiveSeek session={session} held={held} /> : <Seek session={session} held={held} durationS={durationS} />}
      {!live && (
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
      )}
      <Choosers session={session} />
      <ReactionBar session={session} />
      <Loudness session={session} />
    </section>
  )
}
