import type { RoomView } from '@kaltura-discord/sync/client'

/** One line about the connection and the sync, read out when it changes, never at each tick. */
export function RoomStatus({ room }: { room: RoomView }) {
  const { tone, text } = statusOf(room)
  return (
    <p class="kd-status" role="status" data-tone={tone} data-offset-ms={room.sync.offsetMs}>
      {text}
    </p>
  )
}

function statusOf({ connection, sync }: RoomView): { tone: 'good' | 'busy' | 'bad'; text: string } {
  if (connection.kind === 'refused') return { tone: 'bad', text: 'The room closed. Open the Activity again.' }
  if (connection.kind === 'reconnecting') return { tone: 'busy', text: 'Connection lost. Coming back…' }
  if (connection.kind === 'connecting') return { tone: 'busy', text: 'Joining the room…' }
  switch (sync.kind) {
    case 'in-sync':
      return { tone: 'good', text: 'In sync' }
    case 'catching-up':
      return { tone: 'busy', text: 'Catching up…' }
    case 'buffering':
      return { tone: 'busy', text: 'Loading…' }
    case 'blocked':
      return { tone: 'busy', text: 'Press the button to join' }
    case 'waiting':
      return { tone: 'good', text: 'Ready' }
  }
}
