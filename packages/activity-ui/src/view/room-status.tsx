import type { RoomView } from '@kaltura-discord/sync/client'

/** One line about the sync and the remote, read out when it changes, never at each tick. */
export function RoomStatus({ room, waitsS }: { room: RoomView; waitsS: number | undefined }) {
  const { tone, text } = statusOf(room)
  return (
    <p class="kd-status" role="status" data-tone={tone} data-offset-ms={room.sync.offsetMs}>
      {text}
      {waitsS !== undefined && <span aria-hidden="true">, {waitsS} s</span>}
      <span class="kd-remote"> · {remoteOf(room)}</span>
    </p>
  )
}

function remoteOf({ iAmHost, iMaySteer, hostId, locked, members }: RoomView): string {
  if (iAmHost) return locked ? 'you alone steer' : 'you steer'
  const host = members.find((member) => member.id === hostId)
  if (!host) return 'nobody steers, the video goes on'
  return iMaySteer ? `${host.name} and you steer` : `${host.name}${locked ? ' alone' : ''} steers`
}

/** `Waiting for Dana, 3 s`: whom the room waits for, and how long at the most. */
function waitingWords({ hold, stalled, members }: RoomView): string | undefined {
  if (!hold) return undefined
  const ids = hold.cause === 'ads' ? [hold.memberId] : stalled
  const names = members.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  const who = names.length > 2 ? `${names[0]} and ${names.length - 1} others` : names.join(' and ')
  return hold.cause === 'ads' ? `${who || 'The host'} sees an advertisement` : `Waiting for ${who || 'somebody'}`
}

function statusOf(room: RoomView): { tone: 'good' | 'busy' | 'bad'; text: string } {
  const { connection, sync } = room
  if (connection.kind === 'refused') return { tone: 'bad', text: 'The room closed. Open the Activity again.' }
  if (connection.kind === 'reconnecting') return { tone: 'busy', text: 'Connection lost. Coming back…' }
  if (connection.kind === 'connecting') return { tone: 'busy', text: 'Joining the room…' }
  const waiting = waitingWords(room)
  if (waiting) return { tone: 'busy', text: waiting }
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
