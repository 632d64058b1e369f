import {
  type APIChannel,
  type APIDMChannel,
  type APIGroupDMChannel,
  type APIOverwrite,
  type APIThreadChannel,
  type APIThreadMember,
  ChannelType,
  VideoQualityMode,
} from 'discord-api-types/v10'
import { noFlags, timestamp } from './json.ts'
import { memberJson, userJson } from './people-json.ts'
import type { DirectChannel, GuildChannel, Overwrite, ThreadChannel, World, WorldChannel } from './world.ts'

/** Channels of a guild, threads apart. */
export type GuildChannelJson = Extract<APIChannel, { type: GuildChannel['type'] }> & { guild_id: string }
export type ThreadJson = APIThreadChannel & { guild_id: string }

/** Discord's channel object: of a guild, of a thread, or of a direct conversation as the bot sees it. */
export function channelJson(world: World, channel: WorldChannel): APIChannel {
  switch (channel.kind) {
    case 'guild':
      return guildChannelJson(world, channel)
    case 'thread':
      return threadJson(world, channel)
    case 'direct':
      return directJson(world, channel)
  }
}

export function guildChannelJson(world: World, channel: GuildChannel): GuildChannelJson {
  const { guildId, name, position, parentId, topic, overwrites, slowmodeS, type } = channel
  const shared = {
    ...common(channel),
    guild_id: guildId,
    name,
    position,
    nsfw: false,
    permission_overwrites: overwrites.map(overwriteJson),
  }
  const written = { ...saidIn(world, channel), parent_id: parentId, topic, rate_limit_per_user: slowmodeS }
  const inVoice = { bitrate: 64_000, user_limit: 0, rtc_region: null, video_quality_mode: VideoQualityMode.Auto }
  switch (type) {
    case ChannelType.GuildCategory:
      return { ...shared, type, parent_id: null }
    case ChannelType.GuildVoice:
      return { ...shared, type, ...written, ...inVoice }
    case ChannelType.GuildStageVoice:
      return { ...shared, type, ...written, ...inVoice }
    case ChannelType.GuildText:
      return { ...shared, type, ...written }
    case ChannelType.GuildAnnouncement:
      return { ...shared, type, ...written }
  }
}

export function overwriteJson({ id, kind, allow, deny }: Overwrite): APIOverwrite {
  return { id, type: kind === 'role' ? 0 : 1, allow: allow.toString(), deny: deny.toString() }
}

export function threadJson(world: World, thread: ThreadChannel): ThreadJson {
  const own = thread.members.get(world.application.id)
  const said = messagesIn(world, thread)
  return {
    ...common(thread),
    type: thread.type,
    last_message_id: said.at(-1)?.id ?? thread.id,
    ...pinnedIn(world, thread),
    guild_id: thread.guildId,
    parent_id: thread.parentId,
    name: thread.name,
    owner_id: thread.ownerId,
    rate_limit_per_user: thread.slowmodeS,
    // The message that a thread was started from is not one of the thread's own.
    message_count: said.length - (said.some((message) => message.type === 21) ? 1 : 0),
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
export function threadMemberJson(
  world: World,
  thread: ThreadChannel,
  userId: string,
  withMember = false,
): Required<Omit<APIThreadMember, 'member'>> & Pick<APIThreadMember, 'member'> {
  const member = withMember ? world.guilds.get(thread.guildId)?.members.get(userId) : undefined
  return {
    id: thread.id,
    user_id: userId,
    join_timestamp: timestamp(thread.members.get(userId) ?? thread.createdAtMs),
    flags: noFlags,
    ...(member ? { member: memberJson(member) } : {}),
  }
}

function directJson(world: World, channel: DirectChannel): APIDMChannel | APIGroupDMChannel {
  const { recipientIds, type } = channel
  const people = recipientIds.filter((one) => one !== world.application.id).flatMap((one) => world.users.get(one) ?? [])
  const shared = { ...common(channel), ...saidIn(world, channel), recipients: people.map(userJson) }
  return type === ChannelType.DM ? { ...shared, type, name: null } : { ...shared, type, name: null, icon: null, managed: false }
}

function common({ id }: WorldChannel) {
  return { id, flags: noFlags }
}

function saidIn(world: World, channel: WorldChannel) {
  return { last_message_id: messagesIn(world, channel).at(-1)?.id ?? null, ...pinnedIn(world, channel) }
}

function pinnedIn(world: World, channel: WorldChannel): { last_pin_timestamp?: string } {
  const pinnedAtMs = messagesIn(world, channel).flatMap((message) => message.pinnedAtMs ?? [])
  return pinnedAtMs.length > 0 ? { last_pin_timestamp: timestamp(Math.max(...pinnedAtMs)) } : {}
}

function messagesIn(world: World, { id }: WorldChannel) {
  return [...world.messages.values()].filter((message) => message.channelId === id && message.onlyFor === null)
}
