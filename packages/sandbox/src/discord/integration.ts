import { InteractionContextType as Context, ApplicationIntegrationType as Integration } from 'discord-api-types/v10'
import { guildOfChannel } from './places.ts'
import type { World } from './world.ts'

/** Where an interaction happens: in a guild, between the bot and one person, or among people. */
export function contextOf(world: World, channelId: string): Context {
  const channel = world.channels.get(channelId)
  if (channel?.kind !== 'direct') return Context.Guild
  return channel.recipientIds.includes(world.application.id) ? Context.BotDM : Context.PrivateChannel
}

/** On whose authority the app acts in a channel, by kind of installation (docs: interactions/receiving-and-responding). */
export function integrationOwners(world: World, channelId: string, _userId: string): Partial<Record<Integration, string>> {
  const guild = guildOfChannel(world, channelId)
  if (guild?.members.has(world.application.id)) return { [Integration.GuildInstall]: guild.id }
  // In a direct conversation with the bot Discord gives "0" for the guild.
  return contextOf(world, channelId) === Context.BotDM ? { [Integration.GuildInstall]: '0' } : {}
}
