import { InvalidInputError, type KsGrant, type MeetingGrant, type MeetingPlannerGrant, type ViewerGrant } from '@kaltura-discord/core'
import { isKalturaUserId } from '../identity/kaltura-user-id.ts'
import { type KsType, ksType } from '../ks/ks-content.ts'
import type { Privileges } from '../ks/privileges.ts'
import { isEntryId } from '../media/entry-id.ts'
import { personName } from '../meetings/person-name.ts'

/** What a grant becomes in a KS. */
export interface LeastKs {
  type: KsType
  userId: string
  /** How long it lives when the operator says nothing, in ms. */
  lifetimeMs: number
  /** The longest that any operator can make it live, in ms. */
  atMostMs?: number
  privileges: Privileges
}

const minuteMs = 60_000

/** The service that sets up HTTP notifications, as it stands in the address of a call. Kaltura ignores the case of a name there; a KS that is bound to the address doesn't. */
export const notificationTemplates = 'eventnotification_eventnotificationtemplate'

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
 * - `meeting-host`, `meeting-guest`: a user KS, ten minutes at most whatever the operator says, because it stands in an address. It names one meeting:
 *   | place | privileges | from |
 *   |---|---|---|
 *   | an entry | `actionslimit:-1,userId,entryId,firstName,lastName,role:adminRole` or `viewerRole` | Kaltura-Embedded-Events, README |
 *   | a scheduled event | `eventId,role,userContextualRole:0` or `3`, `firstName,lastName` | kaltura-vpaas/virtual-meeting-rooms, README |
 *
 *   The limit of -1 makes it useless for API v3, which takes positive ones only. The user of `meeting-planner` owns the rooms, so nobody gets a link as that one.
 * - `meeting-planner`: for our server, never for a browser. An admin KS, because schedules, KAF's `create-room` and the Events Platform take nothing less;
 *   no privileges, so that it lifts no entitlement.
 * - `setup`: for a person at a command line, or an installer. An admin KS, because Kaltura shows notification templates to administrators only; it lives for
 *   minutes and is bound to the addresses of that one service, so that it opens nothing else.
 *
 * @throws InvalidInputError for an id that isn't one, before it becomes part of a KS.
 */
export function leastKsOf(grant: KsGrant): LeastKs {
  switch (grant.kind) {
    case 'viewer':
      return viewerKs(grant)
    case 'catalogue':
      return { type: ksType.user, userId: serviceUserId, lifetimeMs: 15 * minuteMs, privileges: { list: ['*'] } }
    case 'meeting-host':
    case 'meeting-guest':
      return meetingKs(grant)
    case 'meeting-planner':
      return plannerKs(grant)
    case 'setup':
      return {
        type: ksType.admin,
        userId: serviceUserId,
        lifetimeMs: 10 * minuteMs,
        privileges: { urirestrict: [`/api_v3/service/${notificationTemplates}/*`] },
      }
  }
}

function viewerKs({ entryId, userId }: ViewerGrant): LeastKs {
  if (!isEntryId(entryId)) throw new InvalidInputError('A viewer KS is for one entry, and this is not the id of one')
  if (!isKalturaUserId(userId)) throw new InvalidInputError('A viewer KS is for one user, and this is not the id of one')
  return { type: ksType.user, userId, lifetimeMs: 15 * minuteMs, privileges: { sview: [entryId], setrole: 'PLAYBACK_BASE_ROLE' } }
}

function meetingKs({ kind, place, userId, name }: MeetingGrant): LeastKs {
  if (place.kind === 'entry' ? !isEntryId(place.id) : !/^\d{1,15}$/.test(place.id))
    throw new InvalidInputError('A meeting KS is for one meeting, and this is not the id of one')
  if (!isKalturaUserId(userId) || userId === serviceUserId)
    throw new InvalidInputError('A meeting KS is for one person, and this is not the user id of one')
  const leads = kind === 'meeting-host'
  const role = leads ? 'adminRole' : 'viewerRole'
  const named = personName(name, userId)
  const privileges: Privileges =
    place.kind === 'entry'
      ? { actionslimit: -1, userId, entryId: place.id, ...named, role }
      : { eventId: place.id, role, userContextualRole: leads ? '0' : '3', ...named }
  return { type: ksType.user, userId, lifetimeMs: 10 * minuteMs, atMostMs: 10 * minuteMs, privileges }
}

function plannerKs({ userId = serviceUserId }: MeetingPlannerGrant): LeastKs {
  if (!isKalturaUserId(userId)) throw new InvalidInputError('A planner KS is for one user, and this is not the id of one')
  return { type: ksType.admin, userId, lifetimeMs: 15 * minuteMs, privileges: {} }
}
