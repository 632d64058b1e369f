import { useComputed, useSignal } from '@preact/signals'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { usePage } from '../page-store.ts'
import { Avatar } from '../people/avatar.tsx'
import { partName } from '../people/member-switch.tsx'
import { clientOf } from './client-of.ts'
import { frameSize, type OrientationLocks } from './device-screen.ts'
import { DeviceViewport } from './device-viewport.tsx'
import { hostFrame } from './host-frame.ts'
import type { Slot } from './slots.ts'
import { WindowMenu } from './window-menu.tsx'

/** Discord's own list. `allow-same-origin` gives the frame its own origin, which is not this page's. */
const sandboxed = 'allow-forms allow-pointer-lock allow-popups allow-same-origin allow-scripts allow-storage-access-by-user-activation'
const allowed = 'autoplay; encrypted-media; fullscreen; clipboard-write; picture-in-picture'

/** The Activity as one member has it open. */
export function ActivityWindow({ slot }: { slot: Slot }) {
  const page = usePage()
  const frame = useRef<HTMLIFrameElement>(null)
  const [src] = useState(slot.url)
  const activity = useSignal<Record<string, unknown> | undefined>(undefined)
  const settings = useComputed(() => clientOf(page.state.value, slot.userId))
  const locks = useSignal<OrientationLocks>({})
  const member = page.state.value?.members.find((each) => each.userId === slot.userId)
  const person = member?.displayName ?? 'Somebody'
  const name = slot.nth > 1 ? `${person}, window ${slot.nth}` : person
  const doing = activity.value?.details

  useLayoutEffect(() => (frame.current ? hostFrame({ page, slot, iframe: frame.current, activity, settings, locks }) : undefined), [])

  return (
    <article class="window" style={{ '--who': member?.color ?? 'grey' }} aria-label={`Activity of ${name}`}>
      <div class="window-head">
        <Avatar name={person} color={member?.color ?? 'grey'} />
        <h3 class="window-title">{name}</h3>
        {member && (
          <span class="role-chip" style={{ '--role': member.roles[0]?.color ?? 'var(--edge)' }}>
            {member.roles[0]?.name ?? partName[member.part]}
          </span>
        )}
        {typeof doing === 'string' && <span class="window-doing">{doing}</span>}
        <WindowMenu name={name} slot={slot} settings={settings} />
        <button
          type="button"
          class="icon-button"
          aria-label={`Leave as ${name}`}
          title={`Leave as ${name}`}
          onClick={() => page.orTell(page.control.closeWindow(slot.userId, slot.instanceId, slot.frameId))}
        >
          ✕
        </button>
      </div>
      <DeviceViewport size={frameSize(settings.value, locks.value)}>
        <iframe ref={frame} src={src} title={`Activity of ${name}`} allow={allowed} sandbox={sandboxed} referrerpolicy="origin" />
      </DeviceViewport>
    </article>
  )
}
