import type { RoomView } from '@kaltura-discord/sync/client'
import type { Signal } from '@preact/signals'
import { Avatar } from './person.tsx'

/** Which panel is open. */
export type OpenPanel = 'people' | 'queue' | undefined

/** Faces that fit beside the title. */
const faces = 4

/** The buttons that open what lies beside the picture. */
export function RoomTabs({ room, open }: { room: RoomView; open: Signal<OpenPanel> }) {
  const { members, queue } = room
  const toggle = (panel: OpenPanel) => () => {
    open.value = open.value === panel ? undefined : panel
  }
  return (
    <nav class="kd-tabs" aria-label="Room">
      <button type="button" class="kd-tab" aria-expanded={open.value === 'queue'} aria-controls="kd-queue" onClick={toggle('queue')}>
        Queue{queue.length > 0 && ` ${queue.length}`}
      </button>
      <button type="button" class="kd-tab" aria-expanded={open.value === 'people'} aria-controls="kd-people" onClick={toggle('people')}>
        <span class="kd-faces" aria-hidden="true">
          {members.slice(0, faces).map((member) => (
            <Avatar key={member.id} member={member} />
          ))}
        </span>
        {members.length > faces && <span aria-hidden="true">+{members.length - faces}</span>}
        <span class="kd-unseen">People: {members.length}</span>
      </button>
    </nav>
  )
}
