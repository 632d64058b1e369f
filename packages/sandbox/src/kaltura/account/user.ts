import type { Account } from '../account.ts'

/** KalturaUserStatus. A deleted user is gone for everyone, so that status is only ever told to who deletes. */
export const userStatus = { blocked: 0, active: 1, deleted: 2 } as const

/** kaltura/server kuser::PUSER_ID_REGEXP: no `:`, `/`, `;`, `=`, blank, and nothing outside of ASCII. */
export const userIdPattern = /^[A-Za-z0-9,!#$%&'*+?^_`{|}~.@-]{1,320}$/

/** A KalturaUser. What a client set and the sandbox makes nothing of is in `told`, under Kaltura's names. */
export interface User {
  id: string
  firstName?: string
  lastName?: string
  status: (typeof userStatus)[keyof typeof userStatus]
  isAdmin: boolean
  /** Ids of its roles, which count wherever a KS says nothing about a role. */
  roleIds: readonly number[]
  told: Readonly<Record<string, unknown>>
  createdAtMs: number
  updatedAtMs: number
}

/** Kaltura makes one for every KS that it sees for the first time, wherever end-user reports are on, as they are for new accounts (kSessionUtils `ks::isValid`). */
export function unknownUser(id: string, nowMs: number): User {
  return { id, status: userStatus.active, isAdmin: false, roleIds: [], told: {}, createdAtMs: nowMs, updatedAtMs: nowMs }
}

/** KalturaUser, as the API tells it. Times are unix seconds. */
export function kalturaUser(user: User, roleNames: readonly string[], { partnerId }: Account): Record<string, unknown> {
  const fullName = [user.firstName, user.lastName].filter((name) => name !== undefined && name !== '').join(' ')
  return {
    type: 0,
    ...user.told,
    firstName: user.firstName,
    lastName: user.lastName,
    isAdmin: user.isAdmin,
    roleIds: user.roleIds.length === 0 ? undefined : user.roleIds.join(','),
    roleNames: roleNames.length === 0 ? undefined : roleNames.join(','),
    isAccountOwner: false,
    loginEnabled: false,
    id: user.id,
    partnerId,
    screenName: user.told.screenName ?? (fullName === '' ? user.id : fullName),
    fullName: fullName === '' ? user.id : fullName,
    status: user.status,
    createdAt: Math.floor(user.createdAtMs / 1000),
    updatedAt: Math.floor(user.updatedAtMs / 1000),
    storageSize: 0,
    objectType: 'KalturaUser',
  }
}
