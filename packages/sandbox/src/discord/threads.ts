import {
  PermissionFlagsBits as Bit,
  ChannelType,
  GatewayIntentBits as Intent,
  type GatewayThreadMembersUpdateDispatchData as MembersUpdate,
} from 'discord-api-types/v10'
import { threadJson, threadMemberJson } from './channel-json.ts'
import type { Clock } from './clock.ts'
import type { Dispatch } from './gateway/dispatch.ts'
import { threadOf } from './message-json.ts'
import type { Messages, WorldMessage } from './messages.ts'
import type { AddedThreadMemberJson } from './newer-than-api-types.ts'
import { isAllowed } from './permissions.ts'
import { threadsOf } from './places.ts'
import { done, type Outcome, refused, threadExists, tooManyThreads, wrongChannelType } from './refusal.ts'
import type { GuildChannel, ThreadChannel, World, WorldStore } from './world.ts'

export interface NewThread {
  parent: GuildChannel
  ownerId: string
  name: string
  type?: ThreadChannel['type']
  /** Default: three days. */
  autoArchiveMinutes?: number
  slowmodeS?: number
  invitable?: boolean
  /** The message that it branches off; the thread gets its id. */
  from?: WorldMessage
}

export type ThreadChange = Partial<Pick<ThreadChannel, 'name' | 'archived' | 'locked' | 'autoArchiveMinutes' | 'slowmodeS' | 'invitable'>>

export interface Threads {
  start(what: NewThread): Outcome<ThreadChannel>
  edit(thread: ThreadChannel, change: ThreadChange): ThreadChannel
  remove(thread: ThreadChannel): void
  /** Twice is no mistake. */
  join(thread: ThreadChannel, userId: string): void
  /** No mistake when they weren't there. */
  leave(thread: ThreadChannel, userId: string): void
  /** A message wakes an archived thread, and lets an active one stay open for longer. */
  noticed(message: WorldMessage): void
}

const threeDaysMinutes = 4_320
const mostActive = 1_000

export function createThreads(options: {
  store: WorldStore
  clock: Clock
  snowflake: () => string
  dispatch: Dispatch
  messages: Messages
}): Threads {
  const { store, clock, snowflake, dispatch, messages } = options
  const { world } = store
  const botId = world.application.id
  const alarms = new Map<string, () => void>()

  const tellNew = (thread: ThreadChannel, more: { newly_created?: true } = {}): void => {
    if (isVisible(world, thread)) dispatch('THREAD_CREATE', { ...threadJson(world, thread), ...more }, thread.guildId)
  }
  const tellMembers = (
    thread: ThreadChannel,
    userId: string,
    change: Pick<MembersUpdate, 'added_members' | 'removed_member_ids'>,
  ): void => {
    const counted = { id: thread.id, guild_id: thread.guildId, member_count: Math.min(50, thread.members.size), ...change }
    if (userId === botId) dispatch('THREAD_MEMBERS_UPDATE', counted, thread.guildId)
    else if (isVisible(world, thread)) dispatch('THREAD_MEMBERS_UPDATE', counted, thread.guildId, { needs: Intent.GuildMembers })
  }

  const wind = (thread: ThreadChannel): void => {
    alarms.get(thread.id)?.()
    alarms.delete(thread.id)
    if (!thread.archived)
      alarms.set(
        thread.id,
        clock.after(thread.autoArchiveMinutes * 60_000, () => edit(thread, { archived: true })),
      )
  }

  const edit = (thread: ThreadChannel, change: ThreadChange): ThreadChannel => {
    const isStirred =
      (change.archived ?? thread.archived) !== thread.archived ||
      (change.autoArchiveMinutes ?? thread.autoArchiveMinutes) !== thread.autoArchiveMinutes
    store.change(() => {
      Object.assign(thread, change)
      if (isStirred) thread.archiveChangedAtMs = clock.now()
    })
    if (isStirred) wind(thread)
    if (isVisible(world, thread)) dispatch('THREAD_UPDATE', threadJson(world, thread), thread.guildId)
    return thread
  }

  const begin = (thread: ThreadChannel, from: WorldMessage | undefined): void => {
    if (from) {
      messages.touch(from, () => {})
      messages.post({ channelId: thread.id, draft: {}, authorId: from.authorId, type: 21, repliesTo: from.id })
    } else if (thread.type !== ChannelType.PrivateThread)
      messages.post({
        channelId: thread.parentId,
        draft: { content: thread.name },
        authorId: thread.ownerId,
        type: 18,
        startedThreadId: thread.id,
      })
  }

  return {
    start({ parent, ownerId, name, from, ...more }) {
      const isPrivate = more.type === ChannelType.PrivateThread
      const usual = parent.type === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread
      if (parent.type !== ChannelType.GuildText && (isPrivate || parent.type !== ChannelType.GuildAnnouncement))
        return refused(wrongChannelType)
      if (from && threadOf(world, from)) return refused(threadExists)
      if (threadsOf(world, parent.guildId).filter(({ archived }) => !archived).length >= mostActive) return refused(tooManyThreads)
      const now = clock.now()
      const thread: ThreadChannel = {
        kind: 'thread',
        type: isPrivate ? ChannelType.PrivateThread : usual,
        id: from?.id ?? snowflake(),
        guildId: parent.guildId,
        parentId: parent.id,
        name,
        ownerId,
        members: new Map([[ownerId, now]]),
        archived: false,
        locked: false,
        invitable: more.invitable ?? true,
        autoArchiveMinutes: more.autoArchiveMinutes ?? threeDaysMinutes,
        archiveChangedAtMs: now,
        createdAtMs: now,
        slowmodeS: more.slowmodeS ?? 0,
        sentMessages: 0,
      }
      store.change(() => world.channels.set(thread.id, thread))
      wind(thread)
      tellNew(thread, { newly_created: true })
      begin(thread, from)
      return done(thread)
    },
    edit,
    remove(thread) {
      const { id, guildId: guild_id, parentId: parent_id, type } = thread
      const wasVisible = isVisible(world, thread)
      alarms.get(id)?.()
      alarms.delete(id)
      store.change(() => {
        world.channels.delete(id)
        for (const message of world.messages.values()) if (message.channelId === id) world.messages.delete(message.id)
      })
      if (wasVisible) dispatch('THREAD_DELETE', { id, guild_id, parent_id, type }, guild_id)
    },
    join(thread, userId) {
      if (thread.members.has(userId)) return
      store.change(() => thread.members.set(userId, clock.now()))
      // Nobody was told of a private thread before they were in it.
      if (userId === botId && thread.type === ChannelType.PrivateThread) tellNew(thread)
      const added: AddedThreadMemberJson = { ...threadMemberJson(world, thread, userId, true), presence: null }
      tellMembers(thread, userId, { added_members: [added] })
    },
    leave(thread, userId) {
      if (!thread.members.has(userId)) return
      store.change(() => thread.members.delete(userId))
      tellMembers(thread, userId, { removed_member_ids: [userId] })
    },
    noticed(message) {
      const thread = world.channels.get(message.channelId)
      if (thread?.kind !== 'thread') return
      if (message.type !== 21) thread.sentMessages += 1
      if (thread.archived) edit(thread, { archived: false })
      else wind(thread)
    },
  }
}

function isVisible(world: World, thread: ThreadChannel): boolean {
  return isAllowed(world, thread.id, world.application.id, Bit.ViewChannel)
}
