import type { Signal } from '@preact/signals'
import type { SandboxGuild } from '../../control/contract.ts'
import { type ChannelPanel, usePage } from '../page-store.ts'
import { MemberPanel } from '../people/member-panel.tsx'
import { PinPanel } from './pin-panel.tsx'
import { ThreadPanel } from './thread-panel.tsx'

const panelId = 'channel-panel'

/** Buttons beside the channel's name that open what belongs to it: threads, pins, members. */
export function ChannelTools() {
  const { place, panel, channelMessages } = usePage()
  const here = place.value
  if (!here) return null
  const pins = channelMessages.value.filter(({ pinned }) => pinned).length
  const threads = here.kind === 'guild' ? threadsBelow(here.guild, here.channel.parentId ?? here.id, here.id).length : 0
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard from whichever button has the focus
    <div class="chat-tools" onKeyDown={closeOnEscape(panel)}>
      {here.kind === 'guild' && <ToolButton panel="threads" label="Threads" count={threads} />}
      <ToolButton panel="pins" label="Pins" count={pins} />
      {here.kind === 'guild' && <ToolButton panel="members" label="Members" count={here.guild.members.length} />}
      <span class="visually-hidden" role="status">
        {panel.value ? `${panel.value} shown` : ''}
      </span>
    </div>
  )
}

function threadsBelow(guild: SandboxGuild, ...parents: string[]) {
  return guild.channels.filter(({ kind, parentId }) => kind === 'thread' && parents.includes(parentId ?? ''))
}

function ToolButton({ panel: name, label, count }: { panel: ChannelPanel; label: string; count: number }) {
  const { panel } = usePage()
  const isOpen = panel.value === name
  return (
    <button
      type="button"
      class="tool-button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? panelId : undefined}
      onClick={() => {
        panel.value = isOpen ? undefined : name
      }}
    >
      {label} <span class="tool-count">{count}</span>
    </button>
  )
}

function closeOnEscape(panel: Signal<ChannelPanel | undefined>): (event: KeyboardEvent) => void {
  return ({ key }) => {
    if (key === 'Escape') panel.value = undefined
  }
}

/** What the tools opened, between the channel's head and its messages. Escape closes it. */
export function OpenPanel() {
  const { panel, place } = usePage()
  const here = place.value
  if (!here || !panel.value || (here.kind === 'direct' && panel.value !== 'pins')) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard from whatever inside has the focus
    <div id={panelId} class="channel-panel" onKeyDown={closeOnEscape(panel)}>
      {panel.value === 'pins' && <PinPanel />}
      {here.kind === 'guild' && panel.value === 'threads' && <ThreadPanel here={here} />}
      {here.kind === 'guild' && panel.value === 'members' && <MemberPanel guild={here.guild} />}
    </div>
  )
}
