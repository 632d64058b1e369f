import type { IssuedKs } from '@kaltura-discord/core'
import type { KalturaConnection } from '../connection.ts'
import { RequestProblem } from '../http/request-problem.ts'

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
  if (userId === undefined)
    throw new RequestProblem(
      403,
      'viewer.unknown',
      'Your institution does not know you by this Discord account. Ask a manager of this server.',
    )
  return issuer.issue({ kind: 'viewer', entryId, userId })
}
