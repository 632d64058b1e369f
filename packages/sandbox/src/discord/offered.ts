import { InteractionContextType as Context, ApplicationCommandType as Type } from 'discord-api-types/v10'
import type { StoredCommand } from './commands.ts'
import { contextOf, integrationOwners } from './integration.ts'
import { guildOfChannel } from './places.ts'
import type { World } from './world.ts'

/** Whether a client offers the command to who types a slash, as against the commands of menus. */
export function isOffered({ type }: StoredCommand): boolean {
  return type === Type.ChatInput || type === Type.PrimaryEntryPoint
}

/** Whether a client has the command in that channel for that person: by its guild, its contexts, and where the app is installed. */
export function isAvailable(world: World, command: StoredCommand, channelId: string, userId: string): boolean {
  const guild = guildOfChannel(world, channelId)
  if (command.guild_id !== undefined && command.guild_id !== guild?.id) return false
  const context = contextOf(world, channelId)
  const fits = command.contexts === null ? context !== Context.BotDM || command.dm_permission !== false : command.contexts.includes(context)
  return fits && Object.keys(integrationOwners(world, channelId, userId, command)).length > 0
}
