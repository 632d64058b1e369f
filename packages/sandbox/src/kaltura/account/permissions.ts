import type { Bearer } from '../ks-gate.ts'
import { actionPermissions } from './action-permissions.ts'
import type { Collection } from './collection.ts'
import { defaultRoles, findRole, type Role } from './role.ts'
import type { User } from './user.ts'

export type Permitted = 'yes' | 'no' | 'unknown-role'

/**
 * Whether the bearer of a KS may do an action (lower-case `service.action`), by the role in the KS, else those of its user, else the one for its kind of session.
 *
 * The order and the roles are those of kaltura/server kPermissionManager::getRoleIds and ::isActionPermitted.
 */
export function mayPerform(action: string, bearer: Bearer, account: { roles: Collection<Role>; users: Collection<User> }): Permitted {
  const roles = rolesOf(bearer, account)
  if (roles.includes(undefined)) return 'unknown-role'
  const held = new Set(['ALWAYS_ALLOWED_ACTIONS', ...roles.flatMap((role) => role?.permissionNames ?? [])])
  if (held.has('*')) return 'yes'
  return [...(actionPermissions.get(action) ?? [])].some((permission) => held.has(permission)) ? 'yes' : 'no'
}

function rolesOf(bearer: Bearer, { roles, users }: { roles: Collection<Role>; users: Collection<User> }): readonly (Role | undefined)[] {
  const [named] = bearer.content.privilegeValues.get('setrole') ?? []
  if (named !== undefined) return [findRole(roles, named)]
  const ofUser = users.find(bearer.userId)?.roleIds.flatMap((id) => roles.find(id) ?? []) ?? []
  if (ofUser.length > 0) return ofUser
  const kind = bearer.widget ? 'widget' : bearer.admin ? 'admin' : 'user'
  return [roles.find(defaultRoles[kind])]
}
