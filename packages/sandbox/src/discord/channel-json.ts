import { ChannelType } from 'discord-api-types/v10'
import type { JsonObject } from './json.ts'
import { timestamp } from './json.ts'
import { memberJson, userJson } from './people-json.ts'
import { isVoice } from './voice-channels.ts'
import type { DirectChannel, GuildChannel, Overwrite, ThreadChannel, World, WorldChannel } from './world.ts'

/** Discord's channel object: of a guild, of a thread, or of a direct conversation as the bot sees it. */
export function channelJson(world: World, channel: WorldChannel): JsonObject {
  const said = [...world.messages.values()].filter((message) => message.channelId === channel.id && message.onlyFor === null)
  const pinnedAtMs = said.flatMap((message) => message.pinnedAtMs ?? [])
  const common = {
    id: channel.id,
    type: channel.type,
    flags: 0,
    ...(channel.type === ChannelType.GuildCategory
      ? {}
      : { last_message_id: said.at(-1)?.id ?? (channel.kind === 'thread' ? channel.id : null) }),
    ...(pinnedAtMs.length > 0 ? { last_pin_timestamp: timestamp(Math.max(...pinnedAtMs)) } : {}),
  }
  switch (channel.kind) {
    case 'guild':
      return { ...common, ...guildChannelJson(channel) }
    case 'thread':
      return { ...common, ...threadJson(world, channel, said.length) }
    case 'direct':
      return { ...common, ...directJson(world, channel) }
  }
}

function guildChannelJson(channel: GuildChannel): JsonObject {
  const { guildId, name, position, parentId, topic, overwrites, slowmodeS, type } = channel
  const shared = {
    guild_id: guildId,
    name,
    position,
    nsfw: false,
    parent_id: parentId,
    permission_overwrites: overwrites.map(overwriteJson),
  }
  if (type === ChannelType.GuildCategory) return shared
  const inVoice = { bitrate: 64_000, user_limit: 0, rtc_region: null, video_quality_mode: 1 }
  return { ...shared, topic, rate_limit_per_user: slowmodeS, ...(isVoice(channel) ? inVoice : {}) }
}

export function overwriteJson({ id, kind, allow, deny }: Overwrite): JsonObject {
  return { id, type: kind === 'role' ? 0 : 1, allow: allow.toString(), deny: deny.toString() }
}

function threadJson(world: World, thread: ThreadChannel, messageCount: number): JsonObject {
  const own = thread.members.get(world.application.id)
  // The message that a thread was started from is not one of the thread's own.
  const startsWith = [...world.messages.values()].some((message) => message.channelId === thread.id && message.type === 21) ? 1 : 0
  return {
    guild_id: thread.guildId,
    parent_id: thread.parentId,
    name: thread.name,
    owner_id: thread.ownerId,
    rate_limit_per_user: thread.slowmodeS,
    message_count: messageCount - startsWith,
    total_message_sent: thread.sentMessages,
    member_count: Math.min(50, thread.members.size),
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: timestamp(thread.archiveChangedAtMs),
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: thread.locked,
      create_timestamp: timestamp(thread.createdAtMs),
      ...(thread.type === ChannelType.PrivateThread ? { invitable: thread.invitable } : {}),
    },
    ...(own === undefined ? {} : { member: threadMemberJson(world, thread, world.application.id) }),
  }
}

/** @param withMember whether the guild's own member object comes along */
export function threadMemberJson(world: World, thread: ThreadChannel, userId: string, withMember = false): JsonObject {
  const member = withMember ? world.guilds.get(thread.guildId)?.members.get(userId) : undefined
  return {
    id: thread.id,
    user_id: userId,
    join_timestamp: timestamp(thread.members.get(userId) ?? thread.createdAtMs),
    flags: 0,
    ...(member ? { member: memberJson(member) } : {}),
  }
}

function directJson(world: World, { recipientIds }: DirectChannel): JsonObject {
  const recipients = recipientIds.filter((one) => one !== world.application.id).flatMap((one) => world.users.get(one) ?? [])
  return { recipients: recipients.map(userJson) }
}
