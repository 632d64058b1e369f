import type { Signal } from '@preact/signals'
import type { Invitations } from '../watch/invitations.ts'
import type { WatchSession } from '../watch/watch-session.ts'
import { Invite } from './invite.tsx'
import { Panel } from './panel.tsx'
import { People } from './people.tsx'
import { Queue } from './queue.tsx'
import type { OpenPanel } from './room-tabs.tsx'
import { Suggest } from './suggest.tsx'

export interface SidePanelProps {
  session: WatchSession
  invitations: Invitations | undefined
  open: Signal<OpenPanel>
}

/** The panel that is open, if one is. */
export function SidePanel({ session, invitations, open }: SidePanelProps) {
  const close = () => {
    document.querySelector<HTMLElement>(`[aria-controls="kd-${open.value}"]`)?.focus()
    open.value = undefined
  }
  const room = session.room.value
  switch (open.value) {
    case undefined:
      return null
    case 'people':
      return (
        <Panel id="kd-people" title="People" close={close}>
          <People room={room} acts={session.acts} />
          {invitations && <Invite invitations={invitations} />}
        </Panel>
      )
    case 'queue':
      return (
        <Panel id="kd-queue" title="Queue" close={close}>
          <Queue room={room} acts={session.acts} />
          <Suggest session={session} />
        </Panel>
      )
  }
}
