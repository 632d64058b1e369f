import { clockTime } from '@kaltura-discord/core'
import type { QueueItem } from '@kaltura-discord/sync'
import type { RoomActs, RoomView } from '@kaltura-discord/sync/client'
import { Act } from './act.tsx'

export interface QueueLineProps {
  item: QueueItem
  /** Where it is in its list, from 0. */
  place: number
  of: number
  /** Whether this person runs the queue. */
  mayRun: boolean
  room: RoomView
  acts: RoomActs
}

/** One video that may come: what it is, who wants it, and what can be done with it. */
export function QueueLine({ item, place, of, mayRun, room, acts }: QueueLineProps) {
  const { id, title, durationS, memberId, accepted, votes } = item
  const myId = room.me?.id
  const voted = myId !== undefined && votes.includes(myId)
  const who = memberId === myId ? 'you' : (room.members.find((member) => member.id === memberId)?.name ?? 'somebody who left')
  return (
    <li>
      <span class="kd-item">{title}</span>
      <span class="kd-soft">
        {durationS === undefined ? 'Live' : clockTime(durationS)} · by {who}
      </span>
      <span class="kd-acts">
        <Act run={() => acts.vote(id, !voted)} pressed={voted} whom={`Vote for ${title}`}>
          {`👍 ${votes.length}`}
        </Act>
        {mayRun && !accepted && (
          <Act run={() => acts.acceptItem(id)} whom={title}>
            Accept
          </Act>
        )}
        {mayRun && (
          <Act run={() => acts.playItem(id)} whom={title}>
            Play now
          </Act>
        )}
        {mayRun && accepted && of > 1 && (
          <Act run={() => acts.moveItem(id, place === 0 ? of - 1 : place - 1)} whom={title}>
            {place === 0 ? 'To the end' : 'Earlier'}
          </Act>
        )}
        {(mayRun || (!accepted && memberId === myId)) && (
          <Act run={() => acts.removeItem(id)} whom={title}>
            Remove
          </Act>
        )}
      </span>
    </li>
  )
}
