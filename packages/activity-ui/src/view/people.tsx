import type { RoomActs, RoomView, SeenMember } from '@kaltura-discord/sync/client'
import { Act } from './act.tsx'
import { Answers } from './asks.tsx'
import { Person } from './person.tsx'
import { RoomSettings } from './room-settings.tsx'

interface PeopleProps {
  room: RoomView
  acts: RoomActs
}

/** Who watches, who steers, and what each may change about that. */
export function People({ room, acts }: PeopleProps) {
  return (
    <>
      <ul class="kd-people" aria-label="People">
        {room.members.map((member) => (
          <Person key={member.id} member={member} isMe={member.id === room.me?.id}>
            {member.id === room.me?.id ? <Mine room={room} acts={acts} /> : <Theirs member={member} room={room} acts={acts} />}
          </Person>
        ))}
      </ul>
      {room.iAmHost && room.policies && <RoomSettings room={room} acts={acts} />}
    </>
  )
}

/** What I can do about my own part. */
function Mine({ room, acts }: PeopleProps) {
  const request = room.requests.find(({ memberId }) => memberId === room.me?.id)
  if (room.iAmHost) return null
  if (room.myRole === 'co-host') return <Act run={() => room.me && acts.revokeControl(room.me.id)}>Give up control</Act>
  if (request?.kind === 'pending') return <Act run={acts.withdrawRequest}>Withdraw request</Act>
  if (request?.kind === 'declined') return <span class="kd-soft">Not now, said the host</span>
  return room.hostId === undefined || room.iMaySteer ? null : <Act run={acts.askForControl}>Ask for control</Act>
}

/** What I can do about somebody else's. The room decides; what it would refuse is not offered. */
function Theirs({ member, room, acts }: PeopleProps & { member: SeenMember }) {
  const mayRun = room.iAmHost || (room.myRole === 'co-host' && !room.locked)
  const mayHandOver = (room.iAmHost || room.me?.mayModerate === true) && member.mayControl && member.present && member.role !== 'host'
  if (mayRun && room.requests.some(({ memberId, kind }) => memberId === member.id && kind === 'pending'))
    return <Answers id={member.id} name={member.name} acts={acts} />
  return (
    <>
      {mayRun && member.role === 'viewer' && (
        <Act run={() => acts.grantControl(member.id)} whom={member.name}>
          Make co-host
        </Act>
      )}
      {room.iAmHost && member.role === 'co-host' && (
        <Act run={() => acts.revokeControl(member.id)} whom={member.name}>
          Take control back
        </Act>
      )}
      {mayHandOver && (
        <Act run={() => acts.transferHost(member.id)} whom={member.name}>
          {room.iAmHost ? 'Make host' : 'Give them the remote'}
        </Act>
      )}
    </>
  )
}
