import { createHash } from 'node:crypto'
import { encodeKs } from '@kaltura-discord/kaltura/ks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { AppToken } from './app-token.ts'
import { createSandboxKaltura, type SandboxKaltura } from './sandbox-kaltura.ts'

const startMs = 1_800_000_000_000
const startUnix = startMs / 1000
const common: AppToken = {
  id: '0_token000',
  token: 'f'.repeat(32),
  hashType: 'SHA1',
  status: 'active',
  sessionDurationS: 3600,
  sessionPrivileges: 'sview:*',
}
const appTokens: readonly AppToken[] = [
  ...(['MD5', 'SHA1', 'SHA256', 'SHA512'] as const).map((hashType) => ({ ...common, id: hashType, hashType })),
  { ...common, id: 'disabled', status: 'disabled' },
  { ...common, id: 'expired', expiryUnix: startUnix - 1 },
  { ...common, id: 'ending', expiryUnix: startUnix + 10 },
  { ...common, id: 'of-the-bot', sessionUserId: 'bot', sessionType: 2 },
]
let nowMs = startMs
let kaltura: SandboxKaltura

beforeAll(async () => {
  kaltura = await createSandboxKaltura({ appTokens, now: () => nowMs })
})
afterAll(() => kaltura.close())

describe('appToken.startSession', () => {
  test.each(['MD5', 'SHA1', 'SHA256', 'SHA512'])('starts a session for who knows the token, by %s', async (hashType) => {
    const info = await start(hashType, { userId: 'mara', expiry: 600 }, hashType)

    expect(info).toMatchObject({
      partnerId: 102,
      userId: 'mara',
      sessionType: 0,
      expiry: startUnix + 600,
      privileges: `sview:*,sessionid:${hashType},apptoken:${hashType}`,
      objectType: 'KalturaSessionInfo',
    })
    const { ks, ...said } = info
    expect(await told(ks)).toEqual(said)
  })

  test('every account has one under the same id, with a token new at each start', async () => {
    const another = await createSandboxKaltura()
    await another.close()
    const { id, token } = kaltura.appToken
    const info = await start(id, {}, 'SHA256', token)

    expect(another.appToken.id).toBe(id)
    expect(another.appToken.token).not.toBe(token)
    expect(info).toMatchObject({ privileges: `list:*,sview:*,sessionid:${id},apptoken:${id}` })
  })

  test('a session is narrowed to one entry, and plays that one only', async () => {
    const { ks } = await start('SHA1', { sessionPrivileges: 'sview:0_lec01abc' })
    const playback = (entryId: string) => call('baseEntry/action/getPlaybackContext', { ks, entryId })

    expect(await playback('0_lec01abc')).toMatchObject({ actions: [] })
    expect(await playback('0_lec02abc')).toMatchObject({ actions: [{ type: 1 }] })
  })

  test.each([
    ['what the token allows', 'SHA1', { expiry: 999_999 }, startUnix + 3600],
    ['as long as it may without a wish', 'SHA1', {}, startUnix + 3600],
    ['no longer than the token itself', 'ending', { expiry: 60 }, startUnix + 10],
  ])('a session lasts %s', async (_, id, wishes, expiry) => {
    expect(await start(id, wishes)).toMatchObject({ expiry })
  })

  test("the token's user and type win over the caller's", async () => {
    expect(await start('of-the-bot', { userId: 'mara', type: 0 })).toMatchObject({ userId: 'bot', sessionType: 2 })
  })

  test.each([
    ['APP_TOKEN_ID_NOT_FOUND', 'no-such', {}],
    ['APP_TOKEN_NOT_ACTIVE', 'disabled', {}],
    ['APP_TOKEN_EXPIRED', 'expired', {}],
    ['INVALID_APP_TOKEN_HASH', 'SHA1', { tokenHash: 'f'.repeat(40) }],
    ['INVALID_APP_TOKEN_HASH', 'SHA1', { tokenHash: '' }],
    ['MISSING_MANDATORY_PARAMETER', 'SHA1', { tokenHash: null }],
    ['START_SESSION_ERROR', 'SHA1', { sessionPrivileges: '.u:evil' }],
  ])('says %s for %s %j', async (code, id, wishes) => {
    expect(await start(id, wishes)).toMatchObject({ code, objectType: 'KalturaAPIException' })
  })

  test('a hash in upper case is no hash', async () => {
    const ks = await widgetKs()
    expect(await call('apptoken/action/startSession', { ks, id: 'SHA1', tokenHash: hashOf(ks).toUpperCase() })).toMatchObject({
      code: 'INVALID_APP_TOKEN_HASH',
    })
  })

  test('needs a KS, because the hash is over one', async () => {
    expect(await call('apptoken/action/startSession', { id: 'SHA1', tokenHash: hashOf('') })).toMatchObject({ code: 'MISSING_KS' })
  })
})

describe('session.end', () => {
  test('ends every session of the app token, however it is written, and no other one', async () => {
    const [one, two, other] = [await start('MD5', {}, 'MD5'), await start('MD5', {}, 'MD5'), await start('SHA512', {}, 'SHA512')]
    expect(await call('session/action/end', { ks: one.ks })).toBeNull()
    const ended = { code: 'INVALID_KS', message: 'Invalid KS "EXPIRED", Error "-1,INVALID_STR"' }

    expect(await userGet(one.ks)).toMatchObject(ended)
    expect(await userGet(String(one.ks).replace(/=+$/, ''))).toMatchObject(ended)
    expect(await userGet(two.ks)).toMatchObject(ended)
    expect(await userGet(other.ks)).toMatchObject({ objectType: 'KalturaUser' })
  })

  test('an ended sessionid may start again after a day', async () => {
    await call('session/action/end', { ks: (await start('SHA256', {}, 'SHA256')).ks })
    expect(await userGet((await start('SHA256', {}, 'SHA256')).ks)).toMatchObject({ code: 'INVALID_KS' })
    nowMs += 86_400_000
    expect(await userGet((await start('SHA256', {}, 'SHA256')).ks)).toMatchObject({ objectType: 'KalturaUser' })
    nowMs = startMs
  })

  test('ends a KS of its own, however it is written', async () => {
    const ks = await encodeKs({
      partnerId: 102,
      secret: kaltura.adminSecret,
      userId: 'mara',
      type: 0,
      expiryUnix: startUnix + 600,
      privileges: '',
    })
    expect(await userGet(ks)).toMatchObject({ id: 'mara' })
    await call('session/action/end', { ks })

    expect(await userGet(ks)).toMatchObject({ code: 'INVALID_KS' })
    expect(await userGet(ks.replace(/=+$/, ''))).toMatchObject({ code: 'INVALID_KS' })
    expect(await userGet(ks.replaceAll('-', '+').replaceAll('_', '/'))).toMatchObject({ code: 'INVALID_KS' })
  })

  test('a widget session cannot be ended', async () => {
    const ks = await widgetKs()
    await call('session/action/end', { ks })
    expect(await userGet(ks)).toMatchObject({ objectType: 'KalturaUser' })
  })
})

async function start(id: string, wishes: object, hashType = 'SHA1', token = common.token): Promise<Record<string, unknown>> {
  const ks = await widgetKs()
  const answer = await call('apptoken/action/startSession', { ks, id, tokenHash: hashOf(ks, hashType, token), ...wishes })
  return z.record(z.string(), z.unknown()).parse(answer)
}

function hashOf(ks: string, hashType = 'SHA1', token = common.token): string {
  return createHash(hashType)
    .update(ks + token)
    .digest('hex')
}

async function widgetKs(): Promise<string> {
  return z.object({ ks: z.string() }).parse(await call('session/action/startWidgetSession', { widgetId: '_102' })).ks
}

/** What session.get says of a KS to an administrator; a user may not ask. */
async function told(session: unknown): Promise<unknown> {
  const grant = { userId: 'root', type: 2, expiryUnix: startUnix + 600, privileges: '' } as const
  const ks = await encodeKs({ partnerId: 102, secret: kaltura.adminSecret, ...grant })
  return call('session/action/get', { ks, session })
}

function userGet(ks: unknown): Promise<unknown> {
  return call('user/action/get', { ks })
}

async function call(path: string, params: object): Promise<unknown> {
  const response = await fetch(`${kaltura.apiUrl}/api_v3/service/${path}`, { method: 'POST', body: JSON.stringify(params) })
  return response.json()
}
