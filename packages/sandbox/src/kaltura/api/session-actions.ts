import type { KsContent } from '@kaltura-discord/kaltura/ks'
import { z } from 'zod'
import type { Action } from './actions.ts'
import { refusals } from './exception.ts'

const session = z.string().min(1)

/** session.get: what the caller's KS says, or the one in `session`, which may have expired (kaltura/server SessionService::getAction). */
export const getSession: Action = async (params, { bearer, gate }) => {
  const another = session.safeParse(params.session)
  const content = another.success ? await gate.read(another.data) : bearer.content
  return content ? sessionInfo(content) : refusals.invalidKs(another.data ?? '')
}

/** session.end: the KS, and every other one with its `sessionid`, is dead at once. */
export const endSession: Action = (_, { bearer, gate }) => {
  gate.revoke(bearer)
  return null
}

/** KalturaSessionInfo. Who is nobody in particular has no `userId`, because Kaltura leaves out what is null. */
export function sessionInfo({
  partnerId,
  type,
  userId,
  expiryUnix,
  privileges,
}: Pick<KsContent, 'partnerId' | 'type' | 'userId' | 'expiryUnix' | 'privileges'>) {
  return {
    sessionType: type,
    partnerId,
    userId: userId === '' ? undefined : userId,
    expiry: expiryUnix,
    privileges,
    objectType: 'KalturaSessionInfo',
  }
}
