import { ChannelType } from 'discord-api-types/v10'
import type { DirectChannel, GuildChannel, ThreadChannel, World, WorldChannel, WorldGuild, WorldMember, WorldUser } from './world.ts'

/** The guild that a channel is in; a direct conversation is in none. */
export function guildOf(world: World, channel: WorldChannel | undefined): WorldGuild | undefined {
  return channel === undefined || channel.kind === 'direct' ? undefined : world.guilds.get(channel.guildId)
}

export function guildOfChannel(world: World, channelId: string): WorldGuild | undefined {
  return guildOf(world, world.channels.get(channelId))
}

/** Someone as the member that they are where the channel is. */
export function memberIn(world: World, channelId: string, userId: string): WorldMember | undefined {
  return guildOfChannel(world, channelId)?.members.get(userId)
}

/** Whether someone is where the channel is: in its guild, or part of the conversation. They may yet not see the channel. */
export function mayEnter(world: World, channelId: string, userId: string): boolean {
  const channel = world.channels.get(channelId)
  return channel?.kind === 'direct' ? channel.recipientIds.includes(userId) : memberIn(world, channelId, userId) !== undefined
}

/** Someone who isn't a bot. */
export function personOf(world: World, userId: string): WorldUser | undefined {
  const user = world.users.get(userId)
  return user?.bot === false ? user : undefined
}

export function channelsOf(world: World, guild: WorldGuild | undefined): GuildChannel[] {
  return [...world.channels.values()].flatMap((channel) => (channel.kind === 'guild' && channel.guildId === guild?.id ? [channel] : []))
}

export function threadsOf(world: World, guildId: string): ThreadChannel[] {
  return [...world.channels.values()].flatMap((channel) => (channel.kind === 'thread' && channel.guildId === guildId ? [channel] : []))
}

/** The direct conversation of exactly these people. */
export function directBetween(world: World, userIds: readonly string[]): DirectChannel | undefined {
  return [...world.channels.values()].find(
    (channel): channel is DirectChannel =>
      channel.kind === 'direct' &&
      channel.type === ChannelType.DM &&
      channel.recipientIds.length === userIds.length &&
      userIds.every((id) => channel.recipientIds.includes(id)),
  )
}

/** The guilds that the bot was added to. */
export function guildsOfBot(world: World): WorldGuild[] {
  return [...world.guilds.values()].filter((guild) => guild.members.has(world.application.id))
}
