import { InvalidInputError, type KsGrant, type ViewerGrant } from '@kaltura-discord/core'
import { isKalturaUserId } from '../identity/kaltura-user-id.ts'
import { type KsType, ksType } from '../ks/ks-content.ts'
import type { Privileges } from '../ks/privileges.ts'
import { isEntryId } from '../media/entry-id.ts'

/** What a grant becomes in a KS. */
export interface LeastKs {
  type: KsType
  userId: string
  /** How long it lives when the operator says nothing, in ms. */
  lifetimeMs: number
  privileges: Privileges
}

const minuteMs = 60_000

/** How the KS of our own server names us in Kaltura's audit and analytics. */
const serviceUserId = 'kaltura-discord'

/**
 * The readable table: which KS each grant becomes, and why that is the least that does.
 *
 * - `viewer`: a user KS, minutes of life. `sview` names the one entry whose access control it opens, and `setrole` narrows it to the calls that a player makes, so
 *   that it can change nothing. It doesn't *hide* what an account shows to everyone anyway: Kaltura limits a KS to an entry only where the entry's
 *   access control asks for a KS. Both privileges are Kaltura's own advice for players.
 * - `catalogue`: for our server, never for a browser. A user KS that may list entries of every owner (`list:*`); without it a user sees their own only.
 *   Entitlements stay on: entries in categories with a privacy context stay out of sight until an operator decides otherwise.
 *
 * @throws InvalidInputError for an id that isn't one, before it becomes part of a KS.
 */
export function leastKsOf(grant: KsGrant): LeastKs {
  switch (grant.kind) {
    case 'viewer':
      return viewerKs(grant)
    case 'catalogue':
      return { type: ksType.user, userId: serviceUserId, lifetimeMs: 15 * minuteMs, privileges: { list: ['*'] } }
  }
}

function viewerKs({ entryId, userId }: ViewerGrant): LeastKs {
  if (!isEntryId(entryId)) throw new InvalidInputError('A viewer KS is for one entry, and this is not the id of one')
  if (!isKalturaUserId(userId)) throw new InvalidInputError('A viewer KS is for one user, and this is not the id of one')
  return { type: ksType.user, userId, lifetimeMs: 15 * minuteMs, privileges: { sview: [entryId], setrole: 'PLAYBACK_BASE_ROLE' } }
}
