import type { RoomView } from '@kaltura-discord/sync/client'

/** Who watches, and who steers. */
export function People({ room }: { room: RoomView }) {
  return (
    <ul class="kd-people" aria-label="People">
      {room.members.map((member) => (
        <li key={member.id} data-host={member.id === room.hostId} data-present={member.present} title={member.name}>
          <span class="kd-avatar" aria-hidden="true">
            {[...member.name][0] ?? '?'}
          </span>
          <span class="kd-name">
            {member.name}
            {member.id === room.me?.id && ' (you)'}
            <span class="kd-unseen">
              {member.id === room.hostId && ', steers'}
              {!member.present && ', away'}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
