import type { GuildMember } from './member.ts'

/** Discord's permissions that a binding may name, by the names of Discord's documentation: what only people who are trusted with something hold. */
export const permissions = {
  ADMINISTRATOR: 1n << 3n,
  MANAGE_CHANNELS: 1n << 4n,
  MANAGE_GUILD: 1n << 5n,
  MANAGE_MESSAGES: 1n << 13n,
  MUTE_MEMBERS: 1n << 22n,
  MOVE_MEMBERS: 1n << 24n,
  MANAGE_ROLES: 1n << 28n,
  MANAGE_EVENTS: 1n << 33n,
  MODERATE_MEMBERS: 1n << 40n,
} as const

export type PermissionName = keyof typeof permissions

/** Whether a member holds a permission in their guild; administrators hold all. */
export function holdsPermission(member: GuildMember, name: PermissionName): boolean {
  return (BigInt(member.permissions) & (permissions.ADMINISTRATOR | permissions[name])) !== 0n
}

export function isPermissionName(text: string): text is PermissionName {
  return Object.hasOwn(permissions, text)
}
