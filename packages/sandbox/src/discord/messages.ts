import {
  type APIEmbed,
  PermissionFlagsBits as Bit,
  ChannelType,
  type GatewayMessageCreateDispatchData,
  type InteractionType,
} from 'discord-api-types/v10'
import { filesAfter } from './attachment-draft.ts'
import { type Attachment, type Attachments, addressIn } from './attachments.ts'
import type { Clock } from './clock.ts'
import { type ComponentInput, numberComponents } from './components.ts'
import { keptEmbeds } from './embeds.ts'
import type { Dispatch } from './gateway/dispatch.ts'
import type { IntegrationOwners } from './integration.ts'
import { type Mentions, mentionsIn } from './mentions.ts'
import { type MessageDraft, messageFlags } from './message-draft.ts'
import { messageJson } from './message-json.ts'
import { createNonces } from './nonces.ts'
import { memberJson, membershipJson } from './people-json.ts'
import { isAllowed } from './permissions.ts'
import { guildOfChannel } from './places.ts'
import type { World, WorldStore } from './world.ts'

/** The interaction that a message answers. */
export interface Answers {
  interactionId: string
  type: InteractionType
  userId: string
  /** The command's name as the API gives it, sub-commands included. */
  name: string
  /** What Discord shows beside the person's name: `/watch`, or a button's text. */
  label: string
  originalId: string | null
  componentMessageId: string | null
  /** What opened the form that this answers. */
  triggeredBy: Answers | null
  owners: IntegrationOwners
}

export interface WorldMessage {
  id: string
  /** Discord's: 0 plain, 6 "pinned a message", 18 "started a thread", 19 a reply, 20 the answer to a slash command, 21 how a thread begins. */
  type: 0 | 6 | 18 | 19 | 20 | 21
  channelId: string
  authorId: string
  content: string
  embeds: APIEmbed[]
  components: ComponentInput[]
  attachments: Attachment[]
  flags: number
  nonce: string | number | null
  mentions: Mentions
  /** The message that it replies to, pins, or begins a thread from. */
  repliesTo: string | null
  /** The thread that it says was started. */
  startedThreadId: string | null
  pinnedAtMs: number | null
  atMs: number
  editedAtMs: number | null
  /** The only person who sees it, for ephemeral messages. */
  onlyFor: string | null
  answers: Answers | null
  state: 'posted' | 'thinking' | 'failed'
}

export interface NewMessage {
  channelId: string
  draft: MessageDraft
  /** Default: the bot. */
  authorId?: string
  type?: WorldMessage['type']
  repliesTo?: string | null
  startedThreadId?: string
  onlyFor?: string | null
  answers?: Answers
  state?: WorldMessage['state']
}

export interface Messages {
  /** Posts, as the bot unless told otherwise. A nonce that is enforced and was seen in this channel within three minutes gives the first message again. */
  post(message: NewMessage): WorldMessage
  edit(message: WorldMessage, draft: MessageDraft): WorldMessage
  remove(message: WorldMessage): void
  /** Tells that somebody is about to write. */
  typing(channelId: string, userId: string): void
  /** Removes several of one channel, with one event for all. */
  removeAll(channelId: string, messages: readonly WorldMessage[]): void
  /** Tells of a change that isn't an edit: it was pinned, or a thread was started from it. */
  touch(message: WorldMessage, change: (message: WorldMessage) => void): void
  /** Newest first; what only one person sees is not in it. */
  list(channelId: string, page: { limit: number; beforeId?: string | undefined; afterId?: string | undefined }): WorldMessage[]
}

const keptMessages = 500

/** @param options.onPosted hears of every message before the bot does, so that threads can wake up */
export function createMessages(options: {
  store: WorldStore
  clock: Clock
  snowflake: () => string
  dispatch: Dispatch
  attachments: Attachments
  onPosted?: (message: WorldMessage) => void
}): Messages {
  const { store, clock, snowflake, dispatch, attachments: files, onPosted = () => {} } = options
  const { world } = store
  const nonces = createNonces(clock)

  const announce = (event: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: WorldMessage): void => {
    if (message.onlyFor !== null || !isAllowed(world, message.channelId, world.application.id, Bit.ViewChannel)) return
    const guild = guildOfChannel(world, message.channelId)
    const author = guild?.members.get(message.authorId)
    const inGuild = { ...(guild ? { guild_id: guild.id } : {}), ...(author ? { member: membershipJson(author) } : {}) }
    const channel = world.channels.get(message.channelId)
    const inChannel = channel && channel.type !== ChannelType.GuildCategory ? { channel_type: channel.type } : {}
    const told: GatewayMessageCreateDispatchData = { ...messageJson(world, message), ...inChannel, ...inGuild }
    dispatch(event, told, guild?.id, { withoutContent: isForBot(world, message) ? told : { ...told, ...noContent } })
  }

  return {
    post(what) {
      const { channelId, draft, authorId = world.application.id, type = 0, repliesTo = null, onlyFor = null, state = 'posted' } = what
      const nonce = draft.nonce ?? null
      const twin = nonce !== null && draft.enforce_nonce ? nonces.twinOf(channelId, nonce) : undefined
      if (twin) return twin
      const attachments = files.keep(channelId, filesAfter(draft, []).added, onlyFor !== null)
      const addressOf = addressIn(attachments)
      const message: WorldMessage = {
        id: snowflake(),
        type,
        channelId,
        authorId,
        content: draft.content ?? '',
        embeds: keptEmbeds(draft.embeds ?? [], addressOf),
        components: numberComponents(draft.components ?? [], snowflake, addressOf),
        attachments,
        flags: flagsOf(draft, onlyFor, state),
        nonce,
        mentions: mentionsIn(world, channelId, authorId, draft),
        repliesTo,
        startedThreadId: what.startedThreadId ?? null,
        pinnedAtMs: null,
        atMs: clock.now(),
        editedAtMs: null,
        onlyFor,
        answers: what.answers ?? null,
        state,
      }
      nonces.keep(message)
      store.change(() => {
        world.messages.set(message.id, message)
        const oldest = [...world.messages.values()].find(({ pinnedAtMs }) => pinnedAtMs === null)
        if (oldest && world.messages.size > keptMessages) world.messages.delete(oldest.id)
      })
      onPosted(message)
      announce('MESSAGE_CREATE', message)
      return message
    },

    edit(message, draft) {
      const { kept, added } = filesAfter(draft, message.attachments)
      const attachments = [...kept, ...files.keep(message.channelId, added, message.onlyFor !== null)]
      const addressOf = addressIn(attachments)
      store.change(() => {
        message.attachments = attachments
        if (draft.content !== undefined) message.content = draft.content ?? ''
        if (draft.content !== undefined) message.mentions = mentionsIn(world, message.channelId, message.authorId, draft)
        if (draft.embeds !== undefined) message.embeds = keptEmbeds(draft.embeds ?? [], addressOf)
        if (draft.components !== undefined) message.components = numberComponents(draft.components ?? [], snowflake, addressOf)
        message.flags = editedFlags(message, draft)
        // The first edit of "thinking…" is the reply itself: Discord doesn't mark it as edited.
        if (message.state !== 'thinking') message.editedAtMs = clock.now()
        message.state = 'posted'
      })
      announce('MESSAGE_UPDATE', message)
      return message
    },

    touch(message, change) {
      store.change(() => change(message))
      announce('MESSAGE_UPDATE', message)
    },

    removeAll(channelId, messages) {
      store.change(() => {
        for (const message of messages) {
          world.messages.delete(message.id)
          nonces.forget(message)
        }
      })
      if (!isAllowed(world, channelId, world.application.id, Bit.ViewChannel)) return
      const guild = guildOfChannel(world, channelId)
      const ids = messages.map(({ id }) => id)
      dispatch('MESSAGE_DELETE_BULK', { ids, channel_id: channelId, ...(guild ? { guild_id: guild.id } : {}) }, guild?.id)
    },

    remove(message) {
      store.change(() => world.messages.delete(message.id))
      nonces.forget(message)
      if (message.onlyFor !== null || !isAllowed(world, message.channelId, world.application.id, Bit.ViewChannel)) return
      const guild = guildOfChannel(world, message.channelId)
      dispatch('MESSAGE_DELETE', { id: message.id, channel_id: message.channelId, ...(guild ? { guild_id: guild.id } : {}) }, guild?.id)
    },

    typing(channelId, userId) {
      const guild = guildOfChannel(world, channelId)
      const member = guild?.members.get(userId)
      const inGuild = { ...(guild ? { guild_id: guild.id } : {}), ...(member ? { member: memberJson(member) } : {}) }
      const told = { channel_id: channelId, user_id: userId, timestamp: Math.floor(clock.now() / 1_000), ...inGuild }
      dispatch('TYPING_START', told, guild?.id)
    },

    list(channelId, { limit, beforeId, afterId }) {
      const seen = [...world.messages.values()].filter(
        (message) =>
          message.channelId === channelId &&
          message.onlyFor === null &&
          (beforeId === undefined || BigInt(message.id) < BigInt(beforeId)) &&
          (afterId === undefined || BigInt(message.id) > BigInt(afterId)),
      )
      return (afterId === undefined ? seen.slice(-limit) : seen.slice(0, limit)).reverse()
    },
  }
}

const noContent = { content: '', embeds: [], components: [], attachments: [] }

/** What Discord lets the bot read also without the MessageContent intent: its own words, direct ones, and those that mention it. */
function isForBot(world: World, { authorId, channelId, mentions }: WorldMessage): boolean {
  const botId = world.application.id
  return authorId === botId || guildOfChannel(world, channelId) === undefined || mentions.userIds.includes(botId)
}

const keptFlags = messageFlags.suppressEmbeds | messageFlags.componentsV2

function flagsOf(draft: MessageDraft, onlyFor: string | null, state: WorldMessage['state']): number {
  const asked = (draft.flags ?? 0) & keptFlags
  return asked | (onlyFor === null ? 0 : messageFlags.ephemeral) | (state === 'thinking' ? messageFlags.loading : 0)
}

/** IS_COMPONENTS_V2 can be added but not taken away; "loading" ends with the first edit. */
function editedFlags(message: WorldMessage, draft: MessageDraft): number {
  const staying = message.flags & (messageFlags.ephemeral | messageFlags.componentsV2)
  return staying | ((draft.flags ?? message.flags) & keptFlags)
}
