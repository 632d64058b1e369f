import type { RoomPolicies } from '@kaltura-discord/sync'
import type { RoomActs, RoomView } from '@kaltura-discord/sync/client'

const waitings: readonly { value: RoomPolicies['waiting']; label: string }[] = [
  { value: 'follow', label: 'for nobody' },
  { value: 'wait', label: 'for anybody' },
  { value: 'quorum', label: 'for half of us' },
]

/** How the room behaves; its host's to choose. */
export function RoomSettings({ room, acts }: { room: RoomView; acts: RoomActs }) {
  const { policies, locked } = room
  return (
    <fieldset class="kd-settings">
      <legend>This room</legend>
      <label>
        <input type="checkbox" checked={locked} onChange={(event) => acts.setLocked(event.currentTarget.checked)} />
        Only I steer
      </label>
      <label>
        <input
          type="checkbox"
          checked={policies?.remote === 'shared'}
          disabled={locked}
          onChange={(event) => acts.setPolicies({ remote: event.currentTarget.checked ? 'shared' : 'host' })}
        />
        Shared remote
      </label>
      <label>
        Wait, if one stalls
        <select
          value={policies?.waiting}
          onChange={(event) => {
            const chosen = waitings.find(({ value }) => value === event.currentTarget.value)
            if (chosen) acts.setPolicies({ waiting: chosen.value })
          }}
        >
          {waitings.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  )
}
