import type { QueueItem } from '@kaltura-discord/sync'
import type { RoomActs, RoomView } from '@kaltura-discord/sync/client'
import { Act } from './act.tsx'
import { QueueLine } from './queue-line.tsx'

interface QueueProps {
  room: RoomView
  acts: RoomActs
}

/** What comes next, what was suggested, and what each person may do about it. */
export function Queue({ room, acts }: QueueProps) {
  const [next, suggested] = [room.queue.filter(({ accepted }) => accepted), room.queue.filter(({ accepted }) => !accepted)]
  const byVotes = [...suggested].sort((a, b) => b.votes.length - a.votes.length)
  const mayRun = room.iAmHost || (room.myRole === 'co-host' && !room.locked)
  return (
    <>
      {next.length > 0 && <Lines title="Up next" items={next} mayRun={mayRun} room={room} acts={acts} />}
      {next.length > 0 && mayRun && <Act run={acts.playNext}>Play the next one now</Act>}
      {byVotes.length > 0 && <Lines title="Suggested" items={byVotes} mayRun={mayRun} room={room} acts={acts} />}
      {room.queue.length === 0 && <p class="kd-soft">Nothing is queued. Find a video below.</p>}
      {mayRun && next.length > 0 && (
        <label class="kd-tick">
          <input
            type="checkbox"
            checked={room.policies?.next === 'automatic'}
            disabled={!room.iAmHost}
            onChange={(event) => acts.setPolicies({ next: event.currentTarget.checked ? 'automatic' : 'manual' })}
          />
          Play on by itself
        </label>
      )}
    </>
  )
}

function Lines({ title, items, mayRun, room, acts }: QueueProps & { title: string; items: readonly QueueItem[]; mayRun: boolean }) {
  return (
    <section>
      <h3>{title}</h3>
      <ol class="kd-queue" aria-label={title}>
        {items.map((item, index) => (
          <QueueLine key={item.id} item={item} place={index} of={items.length} mayRun={mayRun} room={room} acts={acts} />
        ))}
      </ol>
    </section>
  )
}
