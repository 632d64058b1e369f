import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import { mayEnter, memberIn } from './places.ts'
import type { World, WorldMember } from './world.ts'

export const allPermissions = Object.values(Bit).reduce((all, bit) => all | bit, 0n)

/** What everyone may do in a guild that nobody has configured. */
export const everyonePermissions =
  Bit.ViewChannel |
  Bit.SendMessages |
  Bit.ReadMessageHistory |
  Bit.AddReactions |
  Bit.EmbedLinks |
  Bit.AttachFiles |
  Bit.UseExternalEmojis |
  Bit.UseApplicationCommands |
  Bit.UseEmbeddedActivities |
  Bit.CreateInstantInvite |
  Bit.ChangeNickname |
  Bit.Connect |
  Bit.Speak |
  Bit.Stream

/** What people and the bot may do in a direct conversation: Discord gives these bits for everyone in it. */
export const directPermissions =
  Bit.ViewChannel | Bit.SendMessages | Bit.EmbedLinks | Bit.AttachFiles | Bit.MentionEveryone | Bit.UseApplicationCommands

/** Permission bits of a member in the guild, from the roles as Discord adds them up (docs: topics/permissions). */
export function permissionsOf(world: World, member: WorldMember): bigint {
  const guild = world.guilds.get(member.guildId)
  if (!guild) return 0n
  if (member.user.id === guild.ownerId) return allPermissions
  const held = [...guild.roles.values()].filter((role) => role.id === guild.id || member.roleIds.includes(role.id))
  const bits = held.reduce((sum, role) => sum | role.permissions, 0n)
  return (bits & Bit.Administrator) === 0n ? bits : allPermissions
}

/** Permission bits of someone where the channel is; 0 for a stranger there. */
export function permissionsIn(world: World, channelId: string, userId: string): bigint {
  if (world.channels.get(channelId)?.kind === 'direct') return mayEnter(world, channelId, userId) ? directPermissions : 0n
  const member = memberIn(world, channelId, userId)
  return member ? permissionsOf(world, member) : 0n
}

/**
 * Whether Discord would offer a command with these `default_member_permissions` to someone.
 * `null` is everyone, `"0"` is nobody but administrators.
 */
export function mayUseCommand(permissions: bigint, required: string | null): boolean {
  if (required === null || (permissions & Bit.Administrator) !== 0n) return true
  const needed = BigInt(required)
  return needed !== 0n && (permissions & needed) === needed
}
