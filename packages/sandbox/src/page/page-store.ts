import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { SandboxMember, SandboxMessage, SandboxState } from '../control/contract.ts'
import type { After } from './commands/autocomplete.ts'
import { type SlashCommand, slashCommands } from './commands/command-tree.ts'
import type { Asked, ControlClient } from './control/control-client.ts'
import type { StreamStatus } from './control/state-stream.ts'

export type Section = 'chat' | 'stage' | 'kaltura'
export interface Toast {
  id: number
  tone: 'problem' | 'news'
  text: string
}
/** A link that an Activity wants to open; Discord asks the person first. */
export interface LinkQuestion {
  url: string
  who: string
  answer(opened: boolean): void
}

export interface PageStore {
  control: ControlClient
  after: After
  state: Signal<SandboxState | undefined>
  status: Signal<StreamStatus>
  /** Whose eyes one looks through, and which channel; `undefined` only while nothing is known yet. */
  me: ReadonlySignal<SandboxMember | undefined>
  channelId: ReadonlySignal<string | undefined>
  commands: ReadonlySignal<readonly SlashCommand[]>
  visibleMessages: ReadonlySignal<readonly SandboxMessage[]>
  /** Whether anybody has an Activity open. */
  watching: ReadonlySignal<boolean>
  /** The section that a narrow screen shows. */
  section: Signal<Section>
  composing: Signal<SlashCommand | undefined>
  toasts: ReadonlySignal<readonly Toast[]>
  linkQuestion: Signal<LinkQuestion | undefined>
  become(userId: string): void
  openChannel(channelId: string): void
  dismiss(messageId: string): void
  tell(tone: Toast['tone'], text: string): void
  dropToast(id: number): void
  /** Shows what went wrong, if anything did. */
  orTell(asked: Promise<Asked<unknown>>): Promise<boolean>
}

const mostToasts = 4
const newsMs = 8000

/** What the page knows and what its parts share. One per page; tokens are never in it. */
export function createPageStore(options: { control: ControlClient; after: After }): PageStore {
  const { control, after } = options
  const state = signal<SandboxState>()
  const chosenMember = signal<string>()
  const chosenChannel = signal<string>()
  const dismissed = signal<ReadonlySet<string>>(new Set())
  const toasts = signal<readonly Toast[]>([])
  const composing = signal<SlashCommand>()
  let lastToast = 0

  const me = computed(() => state.value?.members.find((member) => member.userId === chosenMember.value) ?? state.value?.members[0])
  const channelId = computed(
    () => (state.value?.channels.find((channel) => channel.id === chosenChannel.value) ?? state.value?.channels[0])?.id,
  )
  const visibleMessages = computed(() => {
    const myId = me.value?.userId
    return (state.value?.messages ?? []).filter(
      ({ id, channelId: where, onlyFor }) =>
        where === channelId.value && !dismissed.value.has(id) && (onlyFor === null || onlyFor === myId),
    )
  })
  const dropToast = (id: number): void => {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }
  const tell = (tone: Toast['tone'], text: string): void => {
    lastToast += 1
    const id = lastToast
    toasts.value = [...toasts.value, { id, tone, text }].slice(-mostToasts)
    if (tone === 'news') after(newsMs, () => dropToast(id))
  }

  const watching = computed(() => state.value?.instances.some((instance) => instance.frames.length > 0) ?? false)
  const section = signal<Section>('chat')
  effect(() => {
    if (!watching.value && section.peek() === 'stage') section.value = 'chat'
  })

  return {
    control,
    after,
    state,
    status: signal<StreamStatus>({ kind: 'connecting' }),
    me,
    channelId,
    commands: computed(() => slashCommands(state.value?.commands ?? [])),
    visibleMessages,
    watching,
    section,
    composing,
    toasts,
    linkQuestion: signal<LinkQuestion>(),
    become(userId) {
      chosenMember.value = userId
    },
    openChannel(id) {
      chosenChannel.value = id
      composing.value = undefined
      section.value = 'chat'
    },
    dismiss(messageId) {
      dismissed.value = new Set([...dismissed.value, messageId])
    },
    tell,
    dropToast,
    async orTell(asked) {
      const outcome = await asked
      if (outcome.kind === 'failed') tell('problem', outcome.message)
      return outcome.kind === 'ok'
    },
  }
}

export const PageContext = createContext<PageStore | undefined>(undefined)

/** The store of the page that this component is in. */
export function usePage(): PageStore {
  const store = useContext(PageContext)
  if (!store) throw new Error('The component is outside of PageContext.')
  return store
}
