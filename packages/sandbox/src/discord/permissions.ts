import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
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

/** Permission bits of a member in the guild, from the roles as Discord adds them up (docs: topics/permissions). */
export function permissionsOf(world: World, member: WorldMember): bigint {
  if (member.user.id === world.guild.ownerId) return allPermissions
  const held = world.guild.roles.filter((role) => role.id === world.guild.id || member.roleIds.includes(role.id))
  const bits = held.reduce((sum, role) => sum | role.permissions, 0n)
  return (bits & Bit.Administrator) === 0n ? bits : allPermissions
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
