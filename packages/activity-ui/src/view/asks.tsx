import type { RoomActs, RoomView } from '@kaltura-discord/sync/client'
import { Act } from './act.tsx'

/** Yes and no to somebody who asked. */
export function Answers({ id, name, acts }: { id: string; name: string; acts: RoomActs }) {
  return (
    <>
      <Act run={() => acts.grantControl(id)} whom={`to ${name}`}>
        Give control
      </Act>
      <Act run={() => acts.declineControl(id)} whom={name}>
        Not now
      </Act>
    </>
  )
}

/** Who waits to be given control, for those who can give it. */
export function Asks({ room, acts }: { room: RoomView; acts: RoomActs }) {
  const mayAnswer = room.iAmHost || (room.myRole === 'co-host' && !room.locked)
  const asking = mayAnswer
    ? room.members.filter(({ id }) => room.requests.some(({ memberId, kind }) => memberId === id && kind === 'pending'))
    : []
  return (
    <div class="kd-asks" aria-live="polite">
      {asking.map(({ id, name }) => (
        <p key={id} class="kd-toast">
          <span>{name} asks for control</span>
          <Answers id={id} name={name} acts={acts} />
        </p>
      ))}
    </div>
  )
}
