import type { Signal } from '@preact/signals'
import type { WatchSession } from '../watch/watch-session.ts'
import { Panel } from './panel.tsx'
import { People } from './people.tsx'
import type { OpenPanel } from './room-tabs.tsx'

/** The panel that is open, if one is. */
export function SidePanel({ session, open }: { session: WatchSession; open: Signal<OpenPanel> }) {
  const close = () => {
    document.querySelector<HTMLElement>(`[aria-controls="kd-${open.value}"]`)?.focus()
    open.value = undefined
  }
  if (open.value === undefined) return null
  return (
    <Panel id="kd-people" title="People" close={close}>
      <People room={session.room.value} acts={session.acts} />
    </Panel>
  )
}
