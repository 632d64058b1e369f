import { createHash, timingSafeEqual } from 'node:crypto'
import { InvalidInputError } from '@kaltura-discord/core'
import { ksType } from '@kaltura-discord/kaltura/ks'
import { z } from 'zod'
import type { AppToken } from '../app-token.ts'
import type { Action } from './actions.ts'
import { appTokenPrivileges } from './app-token-privileges.ts'
import { refusals } from './exception.ts'
import { sessionInfo } from './session-actions.ts'

const request = z.object({
  id: z.string().max(64),
  tokenHash: z.string().max(128),
  userId: z.union([z.string().max(320), z.number().transform(String)]).default(''),
  type: z.coerce.number().pipe(z.enum(ksType)).catch(ksType.user),
  expiry: z.coerce.number().int().optional().catch(undefined),
  sessionPrivileges: z.string().max(4096).default(''),
})

/**
 * appToken.startSession: a KS for who shows that they know the token, by `hex(HASH(the caller's KS, as sent, ‖ token))`.
 *
 * Checks and their order are those of kaltura/server AppTokenService::startSessionAction.
 */
export const startAppTokenSession: Action = async (params, { account, records, bearer, gate, now }) => {
  const wanted = request.safeParse(params)
  if (!wanted.success) return refusals.missingParameter(String(wanted.error.issues[0]?.path[0] ?? 'id'))
  const { id, tokenHash, userId, type, expiry, sessionPrivileges } = wanted.data
  const token = records.appTokens.find(id)
  if (!token) return refusals.appTokenNotFound(id)
  if (token.status !== 'active') return refusals.appTokenNotActive(id)
  if (!matches(tokenHash, bearer.ks, token)) return refusals.invalidAppTokenHash()

  const nowUnix = Math.floor(now() / 1000)
  const longestS = Math.min(token.sessionDurationS, (token.expiryUnix ?? Number.POSITIVE_INFINITY) - nowUnix)
  if (longestS < 0) return refusals.appTokenExpired(id)
  const grant = {
    userId: token.sessionUserId ?? userId,
    type: token.sessionType ?? type,
    expiryUnix: nowUnix + Math.min(expiry || longestS, longestS),
    privileges: appTokenPrivileges(id, token.sessionPrivileges, sessionPrivileges),
  }
  const ks = await gate.issue(grant).catch((error: unknown) => {
    if (error instanceof InvalidInputError) return undefined
    throw error
  })
  if (ks === undefined) return refusals.startSessionFailed(account.partnerId)
  return { ks, ...sessionInfo({ partnerId: account.partnerId, ...grant }) }
}

function matches(tokenHash: string, ks: string, { token, hashType }: AppToken): boolean {
  const [shown, right] = [
    Buffer.from(tokenHash),
    Buffer.from(
      createHash(hashType)
        .update(ks + token)
        .digest('hex'),
    ),
  ]
  return shown.length === right.length && timingSafeEqual(shown, right)
}
