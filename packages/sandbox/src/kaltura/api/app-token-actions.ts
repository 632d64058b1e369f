import { ksType } from '@kaltura-discord/kaltura/ks'
import { z } from 'zod'
import { userIdPattern } from '../account/user.ts'
import { type AppToken, kalturaAppToken } from '../app-token.ts'
import type { Action, Params, World } from './actions.ts'
import { type ApiException, refusals } from './exception.ts'
import { invalidField, type ObjectClass, type Properties, readObject, values } from './object-class.ts'
import { listObjects } from './object-list.ts'
import { present, textParameter } from './parameters.ts'

const { text, whole } = values

const appTokenClass: ObjectClass = {
  name: 'KalturaAppToken',
  writable: {
    expiry: whole,
    sessionType: whole,
    sessionUserId: text,
    sessionDuration: whole,
    sessionPrivileges: text,
    hashType: text,
    description: text,
  },
  readOnly: ['id', 'token', 'partnerId', 'createdAt', 'updatedAt', 'status'],
  required: [],
}

const told = z.object({
  expiry: z.number().optional(),
  sessionType: z.enum(ksType).optional().catch(undefined),
  sessionUserId: z.string().optional(),
  sessionDuration: z.number().optional(),
  sessionPrivileges: z.string().optional(),
  hashType: z.enum(['MD5', 'SHA1', 'SHA256', 'SHA512']).optional().catch(undefined),
  description: z.string().optional(),
})

/** Longest life of a session, where nobody says otherwise: Kaltura's default for `ksMaxExpiryInSeconds`. */
const longestSessionS = 86_400

/**
 * appToken.add, get, list, update and delete (kaltura/server AppTokenService). Whoever may read a token is told its secret value too, as at Kaltura: it is no
 * secret to the account's administrators.
 */
export const appTokenActions: readonly (readonly [string, Action])[] = [
  ['apptoken.add', addAppToken],
  ['apptoken.get', (params, world) => withToken(params, world, (token) => kalturaAppToken(token, world.account))],
  ['apptoken.list', listAppTokens],
  ['apptoken.update', updateAppToken],
  ['apptoken.delete', (params, world) => withToken(params, world, (token) => remove(token, world))],
]

function addAppToken(params: Params, world: World) {
  const read = readObject(params.appToken, { parameter: 'appToken', classes: [appTokenClass] })
  if (read.kind === 'refused') return read.why
  const nowMs = world.now()
  const token: AppToken = {
    ...{ id: world.records.newId(), token: world.records.newSecret() },
    ...{
      hashType: 'SHA1',
      status: 'active',
      sessionDurationS: longestSessionS,
      sessionPrivileges: '',
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    },
  }
  return save(token, read.properties, world)
}

function listAppTokens(params: Params, { account, records }: World) {
  const tokens = records.appTokens.all().map((token) => kalturaAppToken(token, account))
  return listObjects(tokens, params, { objectType: 'KalturaAppTokenListResponse', classes: [appTokenClass] })
}

function updateAppToken(params: Params, world: World) {
  return withToken(params, world, (token) => {
    const before = kalturaAppToken(token, world.account)
    const read = readObject(params.appToken, { parameter: 'appToken', classes: [appTokenClass], before })
    return read.kind === 'refused' ? read.why : save(token, read.properties, world)
  })
}

/** Every session of the token ends with it. */
function remove(token: AppToken, { gate, records }: World): null {
  gate.revokeSessionId(token.id)
  records.appTokens.remove(token.id)
  return null
}

function withToken<Answer>(params: Params, { records }: World, use: (token: AppToken) => Answer): Answer | ApiException {
  const id = textParameter.safeParse(params.id)
  if (!id.success) return refusals.missingParameter('id')
  const token = records.appTokens.find(id.data)
  return token ? use(token) : refusals.appTokenNotFound(id.data)
}

/** The user of a token is made if there is none (AppToken::setKuserIdBySessionUserId). */
function save(token: AppToken, properties: Properties, { account, records, now }: World): Record<string, unknown> {
  const { expiry, sessionUserId, sessionDuration, ...rest } = told.parse(properties)
  if (sessionUserId !== undefined && sessionUserId !== '' && !records.users.find(sessionUserId)) {
    if (!userIdPattern.test(sessionUserId)) return { ...invalidField('sessionUserId') }
    records.userNamed(sessionUserId)
  }
  const changed: AppToken = {
    ...token,
    ...present({ ...rest, expiryUnix: expiry, sessionDurationS: sessionDuration, sessionUserId: sessionUserId || undefined }),
    updatedAtMs: now(),
  }
  return kalturaAppToken(records.appTokens.put(changed), account)
}
