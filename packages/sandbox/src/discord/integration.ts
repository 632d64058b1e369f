import { InteractionContextType as Context, ApplicationIntegrationType as Integration } from 'discord-api-types/v10'
import type { StoredCommand } from './commands.ts'
import { guildOfChannel } from './places.ts'
import type { World } from './world.ts'

/** By kind of installation: the guild's id (`"0"` in a conversation with the bot), and the person's. */
export type IntegrationOwners = Partial<Record<Integration, string>>

/** Where an interaction happens: in a guild, between the bot and one person, or among people. */
export function contextOf(world: World, channelId: string): Context {
  const channel = world.channels.get(channelId)
  if (channel?.kind !== 'direct') return Context.Guild
  return channel.recipientIds.includes(world.application.id) ? Context.BotDM : Context.PrivateChannel
}

/**
 * On whose authority the app acts in a channel (docs: interactions/receiving-and-responding).
 * @param command leaves out the kinds of installation that it isn't for
 */
export function integrationOwners(world: World, channelId: string, userId: string, command?: StoredCommand): IntegrationOwners {
  const guild = guildOfChannel(world, channelId)
  const isFor = (kind: Integration): boolean =>
    command === undefined || (command.guild_id === undefined ? command.integration_types.includes(kind) : kind === Integration.GuildInstall)
  const inGuild = guild?.members.has(world.application.id) ? guild.id : undefined
  const place = contextOf(world, channelId) === Context.BotDM ? '0' : inGuild
  return {
    ...(place !== undefined && isFor(Integration.GuildInstall) ? { [Integration.GuildInstall]: place } : {}),
    ...(world.userInstalls.has(userId) && isFor(Integration.UserInstall) ? { [Integration.UserInstall]: userId } : {}),
  }
}

/** Whether the app acts for a person alone, in a place where it isn't installed. */
export function isOnlyForUser(owners: IntegrationOwners): boolean {
  return owners[Integration.GuildInstall] === undefined && owners[Integration.UserInstall] !== undefined
}
