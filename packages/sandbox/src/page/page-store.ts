import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { SandboxMember, SandboxMessage, SandboxState } from '../control/contract.ts'
import type { After } from './commands/autocomplete.ts'
import { type SlashCommand, slashCommands } from './commands/command-tree.ts'
import type { Asked, ControlClient } from './control/control-client.ts'
import type { StreamStatus } from './control/state-stream.ts'
import { conversationsOf, isOfferedIn, type Place, placeOf } from './people/places.ts'
import { createRpcFrames, type RpcFrames } from './wire/rpc-frames.ts'

export type Section = 'chat' | 'stage' | 'kaltura' | 'tools'
/** What can be opened beside a channel's name. */
export type ChannelPanel = 'threads' | 'pins' | 'members'
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
  place: ReadonlySignal<Place | undefined>
  /** Ids of the channels in which something came that the chosen member has not seen. */
  unread: ReadonlySignal<ReadonlySet<string>>
  panel: Signal<ChannelPanel | undefined>
  /** What the bot registered and Discord offers here, in Discord's own JSON. */
  offered: ReadonlySignal<SandboxState['commands']>
  commands: ReadonlySignal<readonly SlashCommand[]>
  /** The messages of the channel that the chosen member sees, and those of them that they did not dismiss. */
  channelMessages: ReadonlySignal<readonly SandboxMessage[]>
  visibleMessages: ReadonlySignal<readonly SandboxMessage[]>
  /** Whether anybody has an Activity open. */
  watching: ReadonlySignal<boolean>
  /** The section that a narrow screen shows. */
  section: Signal<Section>
  composing: Signal<SlashCommand | undefined>
  toasts: ReadonlySignal<readonly Toast[]>
  linkQuestion: Signal<LinkQuestion | undefined>
  /** What passed between the windows and their Discord; it stays in this page. */
  rpcFrames: RpcFrames
  become(userId: string): void
  openChannel(channelId: string): void
  openGuild(guildId: string): void
  openDirects(): void
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
  const chosenGuild = signal<string>()
  const seenUpTo = signal<Readonly<Record<string, string>>>({})
  const panel = signal<ChannelPanel>()
  const dismissed = signal<ReadonlySet<string>>(new Set())
  const toasts = signal<readonly Toast[]>([])
  const composing = signal<SlashCommand>()
  let lastToast = 0

  const me = computed(() => state.value?.members.find((member) => member.userId === chosenMember.value) ?? state.value?.members[0])
  const place = computed(() =>
    state.value && me.value
      ? placeOf(state.value, me.value.userId, { channelId: chosenChannel.value, guildId: chosenGuild.value })
      : undefined,
  )
  const channelId = computed(() => place.value?.id)
  const mine = computed(() => (state.value?.messages ?? []).filter(({ onlyFor }) => onlyFor === null || onlyFor === me.value?.userId))
  const channelMessages = computed(() => mine.value.filter((message) => message.channelId === channelId.value))
  const visibleMessages = computed(() => channelMessages.value.filter(({ id }) => !dismissed.value.has(id)))
  const seenKey = (where: string): string => `${me.value?.userId} ${where}`
  const unread = computed(() => {
    const isNew = ({ id, channelId: where, author }: SandboxMessage): boolean =>
      where !== channelId.value && author.id !== me.value?.userId && seenUpTo.value[seenKey(where)] !== id
    const newest = new Map(mine.value.map((message) => [message.channelId, message]))
    return new Set([...newest.values()].filter(isNew).map((message) => message.channelId))
  })
  effect(() => {
    const last = channelMessages.value.at(-1)
    if (last && seenUpTo.peek()[seenKey(last.channelId)] !== last.id)
      seenUpTo.value = { ...seenUpTo.peek(), [seenKey(last.channelId)]: last.id }
  })
  const offered = computed(() => {
    const here = place.value
    const isInstalled = state.value?.installedFor.includes(me.value?.userId ?? '') === true
    return here ? (state.value?.commands ?? []).filter((command) => isOfferedIn(command, here, isInstalled)) : []
  })
  const openChannel = (id: string): void => {
    chosenChannel.value = id
    composing.value = undefined
    section.value = 'chat'
  }
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
    place,
    unread,
    panel,
    offered,
    commands: computed(() => slashCommands(offered.value)),
    channelMessages,
    visibleMessages,
    watching,
    section,
    composing,
    toasts,
    linkQuestion: signal<LinkQuestion>(),
    rpcFrames: createRpcFrames({ now: Date.now }),
    become(userId) {
      chosenMember.value = userId
      composing.value = undefined
    },
    openChannel,
    openGuild(id) {
      chosenGuild.value = id
      chosenChannel.value = undefined
      composing.value = undefined
      section.value = 'chat'
    },
    openDirects() {
      const [first] = state.value && me.value ? conversationsOf(state.value, me.value.userId) : []
      if (first) openChannel(first.id)
      else tell('news', 'No direct messages yet.')
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
