import type { RoomView } from '@kaltura-discord/sync/client'

/** Who watches, and who has the remote. */
export function People({ room }: { room: RoomView }) {
  return (
    <section class="kd-people" aria-label="People">
      <ul>
        {room.members.map((member) => (
          <li key={member.id} data-present={member.present}>
            <span class="kd-avatar" aria-hidden="true">
              {[...member.name][0] ?? '?'}
            </span>
            <span>
              {member.name}
              {member.id === room.me?.id && ' (you)'}
            </span>
            {member.id === room.hostId && <span class="kd-tag">Host</span>}
            {!member.present && <span class="kd-tag kd-away">Away</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
