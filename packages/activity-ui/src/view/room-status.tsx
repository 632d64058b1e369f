import type { RoomView } from '@kaltura-discord/sync/client'

/** One line about the sync and the remote, read out when it changes, never at each tick. */
export function RoomStatus({ room }: { room: RoomView }) {
  const { tone, text } = statusOf(room)
  return (
    <p class="kd-status" role="status" data-tone={tone} data-offset-ms={room.sync.offsetMs}>
      {text}
      <span class="kd-remote"> · {remoteOf(room)}</span>
    </p>
  )
}

function remoteOf({ iAmHost, hostId, members }: RoomView): string {
  if (iAmHost) return 'you steer'
  const host = members.find((member) => member.id === hostId)
  return host ? `${host.name} steers` : 'nobody steers, the video goes on'
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
    case 'detached':
      return { tone: 'busy', text: 'Advertisement. The others are joined after it.' }
    case 'waiting':
      return { tone: 'good', text: 'Ready' }
  }
}
