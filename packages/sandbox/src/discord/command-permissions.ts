import {
  type APIGuildApplicationCommandPermissions,
  PermissionFlagsBits as Bit,
  ApplicationCommandPermissionType as Kind,
} from 'discord-api-types/v10'
import type { StoredCommand } from './commands.ts'
import { mayUseCommand, permissionsIn } from './permissions.ts'
import { guildOfChannel } from './places.ts'
import type { World, WorldGuild } from './world.ts'

/** Who may use a command in a guild, as its managers decided there: a role, a person, or what holds for a channel. */
export interface CommandPermission {
  id: string
  type: Kind
  permission: boolean
}

/**
 * Whether someone may use a command where they are: the guild's own rules for the command, then those for the application, then the
 * command's `default_member_permissions` (docs: interactions/application-commands, "Permissions").
 */
export function mayUse(world: World, command: StoredCommand, channelId: string, userId: string): boolean {
  const bits = permissionsIn(world, channelId, userId)
  const guild = guildOfChannel(world, channelId)
  if (!guild || (bits & Bit.Administrator) !== 0n) return mayUseCommand(bits, command.default_member_permissions)
  if ((bits & Bit.UseApplicationCommands) === 0n) return false
  const ofCommand = permissionsFor(world, guild.id, command.id)
  const ofApplication = permissionsFor(world, guild.id, world.application.id)
  const inChannel = channelRule(ofCommand, guild, channelId) ?? channelRule(ofApplication, guild, channelId)
  if (inChannel === false) return false
  const forPerson = personRule(ofCommand, guild, userId) ?? personRule(ofApplication, guild, userId)
  return forPerson ?? mayUseCommand(bits, command.default_member_permissions)
}

/** @param targetId of the command, or of the application for all its commands */
export function permissionsFor(world: World, guildId: string, targetId: string): readonly CommandPermission[] {
  return world.commandPermissions.get(`${guildId}:${targetId}`) ?? []
}

export function commandPermissionsJson(world: World, guildId: string, targetId: string): APIGuildApplicationCommandPermissions {
  const permissions = [...permissionsFor(world, guildId, targetId)]
  return { id: targetId, application_id: world.application.id, guild_id: guildId, permissions }
}

/** The id that stands for all channels of a guild. */
export function allChannels(guildId: string): string {
  return (BigInt(guildId) - 1n).toString()
}

function channelRule(rules: readonly CommandPermission[], guild: WorldGuild, channelId: string): boolean | undefined {
  const ofChannels = rules.filter(({ type }) => type === Kind.Channel)
  return (ofChannels.find(({ id }) => id === channelId) ?? ofChannels.find(({ id }) => id === allChannels(guild.id)))?.permission
}

/** A rule for the person beats those for their roles, of which one that allows is enough; everyone's comes last. */
function personRule(rules: readonly CommandPermission[], guild: WorldGuild, userId: string): boolean | undefined {
  const own = rules.find(({ type, id }) => type === Kind.User && id === userId)
  if (own) return own.permission
  const roleIds = guild.members.get(userId)?.roleIds ?? []
  const ofRoles = rules.filter(({ type, id }) => type === Kind.Role && roleIds.includes(id))
  if (ofRoles.length > 0) return ofRoles.some(({ permission }) => permission)
  return rules.find(({ type, id }) => type === Kind.Role && id === guild.id)?.permission
}
