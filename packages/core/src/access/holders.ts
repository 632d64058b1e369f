import type { GuildMember } from './member.ts'
import { holdsPermission, isPermissionName, type PermissionName } from './permission.ts'

/**
 * Whom an operator means: everyone, or whoever holds one of some Discord role ids (`1100000000000000021`) or permissions (`MANAGE_EVENTS`). Never the name of
 * a role: names say nothing of what their holders were trusted with. An empty list is nobody.
 */
export type Holders = 'everyone' | readonly string[]

/** By what somebody is meant. */
export type Holding = { kind: 'everyone' } | { kind: 'role'; roleId: string } | { kind: 'permission'; permission: PermissionName }

/** The first line that means this member; `undefined` when none does. */
export function holdingOf(member: GuildMember, holders: Holders): Holding | undefined {
  if (holders === 'everyone') return { kind: 'everyone' }
  for (const holder of holders) {
    if (isPermissionName(holder) && holdsPermission(member, holder)) return { kind: 'permission', permission: holder }
    if (member.roleIds.includes(holder)) return { kind: 'role', roleId: holder }
  }
  return undefined
}
