import { useEffect, useRef } from 'preact/hooks'
import type { SandboxInstance } from '../../control/contract.ts'
import { usePage } from '../page-store.ts'
import { Avatar } from '../people/avatar.tsx'
import { ActivityWindow } from './activity-window.tsx'
import { nextSlots, type Slot } from './slots.ts'

/** Everybody's Activity windows side by side, so that one sees them stay together. */
export function Stage() {
  const { state, section, me } = usePage()
  const slots = useRef<readonly (Slot | undefined)[]>([])
  const seenMine = useRef(new Set<string>())
  const instances = state.value?.instances ?? []
  slots.current = nextSlots(slots.current, instances)

  useEffect(() => {
    const mine = slots.current.flatMap((slot) => (slot && slot.userId === me.value?.userId ? [slot.frameId] : []))
    if (mine.some((key) => !seenMine.current.has(key))) section.value = 'stage'
    seenMine.current = new Set(mine)
  })

  return (
    <section class="stage" aria-labelledby="stage-title" hidden={slots.current.length === 0}>
      <div class="stage-head">
        <h2 id="stage-title">
          <span class="live-dot" aria-hidden="true" /> Watching together
        </h2>
        {instances.map((instance) => (
          <JoinButtons key={instance.instanceId} instance={instance} />
        ))}
      </div>
      <div class="windows">{slots.current.map((slot) => slot && <ActivityWindow key={slot.frameId} slot={slot} />)}</div>
    </section>
  )
}

function JoinButtons({ instance }: { instance: SandboxInstance }) {
  const { state, control, orTell } = usePage()
  const joined = new Set(instance.frames.map((frame) => frame.userId))
  return (
    <>
      {state.value?.members
        .filter((member) => !joined.has(member.userId))
        .map((member) => (
          <button
            key={member.userId}
            type="button"
            class="button join"
            onClick={() => orTell(control.join(member.userId, instance.instanceId))}
          >
            <Avatar name={member.displayName} color={member.color} /> Join as {member.displayName}
          </button>
        ))}
    </>
  )
}
