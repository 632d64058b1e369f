import type { GuildBinding } from './guild-binding.ts'
import { type Holding, holdingOf } from './holders.ts'
import type { GuildMember } from './member.ts'

/** What a person is in a guild, highest first: managers and members may hold the remote, viewers watch, outsiders do not. */
export type Role = 'manager' | 'member' | 'viewer' | 'outsider'

/** A role, and what gave it; `undefined` when nothing gave more. */
export interface ExplainedRole {
  role: Role
  because: Holding | undefined
}

/** Who may manage the guild in Discord is a manager of it here, whatever a binding says. */
const alwaysManagers = ['ADMINISTRATOR', 'MANAGE_GUILD']

/** The highest role that anything gives a member, and what that is: a Discord permission or a role id, in the order of the binding. */
export function explainRole(member: GuildMember, { managers = [], controllers, watchers = 'everyone' }: GuildBinding): ExplainedRole {
  const manages = holdingOf(member, alwaysManagers) ?? holdingOf(member, managers)
  if (manages) return { role: 'manager', because: manages }
  const steers = holdingOf(member, controllers)
  const watches = holdingOf(member, watchers)
  // A list of who may steer leads past a list of who may watch; that everyone may steer does not.
  if (steers && (watches || steers.kind !== 'everyone')) return { role: 'member', because: steers }
  return watches ? { role: 'viewer', because: watches } : { role: 'outsider', because: undefined }
}
