import type { IssuedKs } from '@kaltura-discord/core'
import type { KalturaConnection } from '../connection.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { PlayerClaims } from '../media-door/player-pass.ts'
import { type AdmissionDependencies, admit } from './admission.ts'

/**
 * The KS with which somebody's player asks for one entry, under the name that they have in that Kaltura account.
 * @throws RequestProblem for somebody whom the account's institution doesn't know.
 */
export async function viewerKs(
  { users, issuer }: Pick<KalturaConnection, 'users' | 'issuer'>,
  entryId: string,
  discordUserId: string,
): Promise<IssuedKs> {
  const userId = await users.kalturaUserIdOf(discordUserId)
  if (userId === undefined) throw new RequestProblem('viewer.unknown')
  return issuer.issue({ kind: 'viewer', entryId, userId })
}

/**
 * The next KS of somebody who watches: they are admitted anew, so that who has left the Activity, or may not see the entry any more, gets none.
 * @throws RequestProblem as for whoever comes in
 */
export async function renewedKs({ viewer, place, entryId }: PlayerClaims, dependencies: AdmissionDependencies): Promise<IssuedKs> {
  const { connection } = await admit(viewer, place, dependencies, entryId)
  return viewerKs(connection, entryId, viewer.userId)
}
