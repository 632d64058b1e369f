import type { ReadonlySignal } from '@preact/signals'
import { useId, useRef, useState } from 'preact/hooks'
import type { ClientSettings } from '../../discord/client-settings.ts'
import { usePage } from '../page-store.ts'
import { ClientFields } from './client-fields.tsx'
import type { Slot } from './slots.ts'

/** What one person's Discord is like, and what can be done with their window. */
export function WindowMenu({ name, slot, settings }: { name: string; slot: Slot; settings: ReadonlySignal<ClientSettings> }) {
  const { control, orTell } = usePage()
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const id = useId()
  const { userId, instanceId, frameId } = slot

  const openAgain = async (): Promise<void> => {
    if (await orTell(control.openWindow(userId, instanceId))) await orTell(control.closeWindow(userId, instanceId, frameId))
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only closes what its controls opened
    <div
      class="window-menu"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (open && relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setOpen(false)
      }}
      onKeyDown={(event) => {
        if (!open || event.key !== 'Escape') return
        setOpen(false)
        opener.current?.focus()
      }}
    >
      <button
        ref={opener}
        type="button"
        class="icon-button"
        aria-label={`View settings of ${name}`}
        title={`View settings of ${name}`}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">⚙</span>
      </button>
      {open && (
        <fieldset id={id} class="window-settings">
          <legend>How {name} watches</legend>
          <ClientFields client={settings.value} onChange={(change) => void orTell(control.changeClient(userId, change))} />
          <div class="window-actions">
            <button type="button" class="button" onClick={() => void openAgain()}>
              Open again
            </button>
            <button type="button" class="button" onClick={() => void orTell(control.openWindow(userId, instanceId))}>
              One more window
            </button>
            <button type="button" class="button" onClick={() => void orTell(control.hangUp(userId, frameId))}>
              Let Discord hang up
            </button>
          </div>
        </fieldset>
      )}
    </div>
  )
}
