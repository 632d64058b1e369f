import type { GuildBinding } from './guild-binding.ts'
import { type GuildMember, managesGuild } from './member.ts'

/** What a person may do in a room, highest first: managers and members may hold the remote, viewers watch. */
export type Role = 'manager' | 'member' | 'viewer'

/** The role of a member in a guild: by Discord permission, then by role id, highest wins. */
export function roleOf(member: GuildMember, binding: GuildBinding): Role {
  if (managesGuild(member)) return 'manager'
  if (binding.controllers === 'everyone') return 'member'
  const controllers = new Set(binding.controllers)
  return member.roleIds.some((id) => controllers.has(id)) ? 'member' : 'viewer'
}

/** Whether the role may start a watch party and hold the remote. */
export function mayControl(role: Role): boolean {
  return role !== 'viewer'
}

/** Whether the role may let people in who are outside of Discord: whoever may start a watch party says who comes to it. */
export function mayInvite(role: Role): boolean {
  return mayControl(role)
}

/** Whether the role may give the remote of any room to anybody, themselves included. */
export function mayModerate(role: Role): boolean {
  return role === 'manager'
}
