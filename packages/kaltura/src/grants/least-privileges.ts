import type { ViewerGrant } from '@kaltura-discord/core'
import { type KsType, ksType } from '../ks/ks-content.ts'
import type { Privileges } from '../ks/privileges.ts'

/** What one kind of grant becomes in a KS. */
export interface LeastPrivileges<Grant> {
  type: KsType
  /** How long it lives when the operator says nothing, in ms. */
  lifetimeMs: number
  privileges(grant: Grant): Privileges
}

/**
 * The readable table: which KS each grant becomes, and why that is the least that does.
 *
 * - `viewer`: a user KS, minutes of life. `sview` names the one entry whose access control it opens, and `setrole` narrows it to the calls that a player makes, so
 *   that it can change nothing. It doesn't *hide* what an account shows to everyone anyway: Kaltura limits a KS to an entry only where the entry's
 *   access control asks for a KS. Both privileges are Kaltura's own advice for players.
 * - `catalogue`: for our server, never for a browser. A user KS that may list entries of every owner (`list:*`); without it a user sees their own only.
 *   Entitlements stay on: entries in categories with a privacy context stay out of sight until an operator decides otherwise.
 */
export const leastPrivileges = {
  viewer: {
    type: ksType.user,
    lifetimeMs: 15 * 60_000,
    privileges: ({ entryId }) => ({ sview: [entryId], setrole: 'PLAYBACK_BASE_ROLE' }),
  } satisfies LeastPrivileges<ViewerGrant>,

  catalogue: {
    type: ksType.user,
    lifetimeMs: 15 * 60_000,
    privileges: () => ({ list: ['*'] }),
  } satisfies LeastPrivileges<void>,
} as const
