import type { Account } from '../account.ts'
import type { Collection } from './collection.ts'

/** A KalturaUserRole: a name for permissions, which a KS takes on by `setrole:<id or system name>`. */
export interface Role {
  id: number
  name: string
  systemName?: string
  description: string
  tags?: string
  status: 1 | 2
  /** `*` is every permission of the account. */
  permissionNames: readonly string[]
  /** Kaltura's own roles belong to partner 0, and nobody changes those. */
  global: boolean
  createdAtMs: number
  updatedAtMs: number
}

/** Whoever has no role of its own acts in one of these. */
export const defaultRoles = { admin: 2, user: 1, widget: 6 } as const

/** Roles and their permissions are those of kaltura/server deployment/base/scripts/init_data/03.UserRole.ini; the ids are ours, Kaltura gives them out as it is set up. */
export function globalRoles(nowMs: number): readonly Role[] {
  const role = (id: number, name: string, systemName: string, description: string, ...permissionNames: readonly string[]): Role => ({
    ...{ id, name, systemName, description, permissionNames, status: 1, global: true },
    ...{ createdAtMs: nowMs, updatedAtMs: nowMs },
  })
  return [
    role(
      defaultRoles.user,
      'Basic User Session Role',
      'Basic User Session Role',
      'Allowed actions for a basic user with no special permissions',
      'BASE_USER_SESSION_PERMISSION',
    ),
    {
      ...role(defaultRoles.admin, 'Publisher Administrator', 'Publisher Administrator', 'Full control over publisher account', '*'),
      tags: 'kmc,partner_admin',
    },
    role(3, 'No Session', 'No Session', 'Only always allowed actions', 'ALWAYS_ALLOWED_ACTIONS'),
    role(defaultRoles.widget, 'Widget Session Role', 'WIDGET_SESSION_ROLE', 'Allowed view actions', 'WIDGET_SESSION_PERMISSION'),
    role(7, 'PLAYBACK BASE ROLE', 'PLAYBACK_BASE_ROLE', 'Only playback', 'PLAYBACK_BASE_PERMISSION', 'WIDGET_SESSION_PERMISSION'),
    role(10, 'Capture device role', 'CAPTURE_DEVICE_ROLE', 'Only for capture device', 'CAPTURE_DEVICE_PERMISSION'),
    role(12, 'KMS User role', 'KMS_USER_ROLE', 'Only for KMS user KS', 'BASE_USER_SESSION_PERMISSION', 'KMS_USER_PERMISSION'),
    role(14, 'Upload User Role', 'UPLOAD_BASE_ROLE', 'Only for uploading', 'BASE_UPLOAD_PERMISSION'),
  ]
}

export function findRole(roles: Collection<Role>, named: string): Role | undefined {
  return roles.all().find(({ id, systemName }) => (/^\d+$/.test(named) ? id === Number(named) : systemName === named))
}

/** KalturaUserRole. Times are unix seconds. */
export function kalturaRole(role: Role, { partnerId }: Account): Record<string, unknown> {
  return {
    id: role.id,
    name: role.name,
    systemName: role.systemName,
    description: role.description,
    status: role.status,
    partnerId: role.global ? 0 : partnerId,
    permissionNames: role.permissionNames.join(','),
    tags: role.tags,
    createdAt: Math.floor(role.createdAtMs / 1000),
    updatedAt: Math.floor(role.updatedAtMs / 1000),
    objectType: 'KalturaUserRole',
  }
}
