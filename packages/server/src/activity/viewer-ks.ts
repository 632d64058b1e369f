import type { IssuedKs } from '@kaltura-discord/core'
import { privilegesOf } from '@kaltura-discord/kaltura'
import type { Tell } from '../audit/tell.ts'
import type { KalturaConnection } from '../connection.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { PlayerClaims } from '../media-door/player-pass.ts'
import { type AdmissionDependencies, admit } from './admission.ts'

/** For whom, where and for what. */
export interface ViewerKsRequest {
  guildId: string
  /** Discord's. */
  userId: string
  entryId: string
}

/**
 * The KS with which somebody's player asks for one entry, under the name that they have in that Kaltura account. Nobody is given it before it was told.
 * @throws RequestProblem for somebody whom the account's institution doesn't know.
 * @throws UnavailableError when it could not be told.
 */
export async function viewerKs(
  { name, users, issuer }: Pick<KalturaConnection, 'name' | 'users' | 'issuer'>,
  { guildId, userId, entryId }: ViewerKsRequest,
  tell: Tell,
): Promise<IssuedKs> {
  const kalturaUserId = await users.kalturaUserIdOf(userId)
  if (kalturaUserId === undefined) throw new RequestProblem('viewer.unknown')
  const grant = { kind: 'viewer', entryId, userId: kalturaUserId } as const
  const { ks, expiresAtMs } = await issuer.issue(grant)
  const what = { connection: name, purpose: 'playback', grant: grant.kind, privileges: privilegesOf(grant) } as const
  const data = { ...what, entryId, kalturaUserId, expiresAtMs }
  await tell({ type: 'ks.issued', guildId, actor: { kind: 'user', id: userId }, data })
  return { ks, expiresAtMs }
}

/**
 * The next KS of somebody who watches: they are admitted anew, so that who has left the Activity, or may not see the entry any more, gets none.
 * @throws RequestProblem as for whoever comes in
 */
export async function renewedKs(
  { viewer, place, entryId, ...claims }: PlayerClaims,
  dependencies: AdmissionDependencies,
): Promise<IssuedKs> {
  const { connection } = await admit(viewer, place, dependencies, entryId)
  // Bound to another account meanwhile: what the player shows is none of its entries.
  if (connection.name !== claims.connection) throw new RequestProblem('entry-unknown')
  return viewerKs(connection, { guildId: place.guildId, userId: viewer.userId, entryId }, dependencies.tell)
}
