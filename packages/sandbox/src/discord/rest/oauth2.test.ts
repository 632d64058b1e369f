import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../../testing/manual-clock.ts'
import { guest, member, type SandboxUnderTest, startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'

const verifier = 'a-verifier-that-is-long-enough-for-rfc-7636-0123456789'
const challenge = createHash('sha256').update(verifier).digest('base64url')

const authorize = (under: SandboxUnderTest, scope: readonly string[], userId: string = member) =>
  under.control('POST', `/members/${userId}/rpc/authorize`, {
    client_id: cast.applicationId,
    scope,
    response_type: 'code',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })

async function exchange({ sandbox }: SandboxUnderTest, form: Record<string, string>, path = '/oauth2/token') {
  const response = await fetch(`${sandbox.url}/api${path}`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: cast.applicationId,
      client_secret: sandbox.environment.DISCORD_CLIENT_SECRET ?? '',
      grant_type: 'authorization_code',
      ...form,
    }),
  })
  return { status: response.status, json: await response.json() }
}

describe('OAuth', () => {
  test('gives a token for a code with its verifier, and the token opens what its scopes say', async () => {
    const under = await startSandbox()
    const { json: authorized } = await authorize(under, ['identify', 'guilds.members.read'])

    const { status, json } = await exchange(under, { code: authorized.code, code_verifier: verifier })
    const authorization = `Bearer ${json.access_token}`
    under.sandbox.as('member').client({ locale: 'fr' })
    const me = await under.rest('GET', '/users/@me', { authorization })
    const membership = await under.rest('GET', `/users/@me/guilds/${cast.guild.id}/member`, { authorization })
    const about = await under.rest('GET', '/oauth2/@me', { authorization })

    expect([status, json.token_type, json.scope]).toEqual([200, 'Bearer', 'identify guilds.members.read'])
    expect(me.json).toMatchObject({ id: member, username: 'tom', global_name: 'Tom', locale: 'fr' })
    expect(membership.json).toMatchObject({ roles: [cast.roles.student.id] })
    expect(about.json).toMatchObject({ scopes: ['identify', 'guilds.members.read'], user: { id: member } })
  })

  test('refuses a wrong or absent verifier, and the code is spent', async () => {
    const under = await startSandbox()
    const { json: first } = await authorize(under, ['identify'])
    const { json: second } = await authorize(under, ['identify'])

    const wrong = await exchange(under, { code: first.code, code_verifier: `${verifier}x` })
    const afterwards = await exchange(under, { code: first.code, code_verifier: verifier })
    const absent = await exchange(under, { code: second.code })

    expect(wrong).toEqual({ status: 400, json: { error: 'invalid_grant', error_description: 'Invalid "code_verifier" in request.' } })
    expect(afterwards.json.error_description).toBe('Invalid "code" in request.')
    expect(absent.status).toBe(400)
  })

  test('takes a code once, within a minute, with the right client secret', async () => {
    const clock = createManualClock()
    const under = await startSandbox({ clock })
    const { json: used } = await authorize(under, ['identify'])
    const { json: old } = await authorize(under, ['identify'])

    const stranger = await exchange(under, { code: used.code, code_verifier: verifier, client_secret: 'guess' })
    const once = await exchange(under, { code: used.code, code_verifier: verifier })
    const twice = await exchange(under, { code: used.code, code_verifier: verifier })
    clock.advance(60_000)
    const late = await exchange(under, { code: old.code, code_verifier: verifier })

    expect(stranger).toEqual({ status: 401, json: { error: 'invalid_client' } })
    expect([once.status, twice.status, late.status]).toEqual([200, 400, 400])
  })

  test('renews a token and ends the one before', async () => {
    const under = await startSandbox()
    const { json: authorized } = await authorize(under, ['identify'])
    const { json: first } = await exchange(under, { code: authorized.code, code_verifier: verifier })

    const { json: next } = await exchange(under, { grant_type: 'refresh_token', refresh_token: first.refresh_token })

    const ask = (token: string) => under.rest('GET', '/users/@me', { authorization: `Bearer ${token}` })
    expect([(await ask(first.access_token)).status, (await ask(next.access_token)).status]).toEqual([401, 200])
  })

  test('renews with a refresh token once', async () => {
    const under = await startSandbox()
    const { json: authorized } = await authorize(under, ['identify'])
    const { json: first } = await exchange(under, { code: authorized.code, code_verifier: verifier })
    const renew = { grant_type: 'refresh_token', refresh_token: first.refresh_token }

    const next = await exchange(under, renew)
    const twice = await exchange(under, renew)

    expect(next).toMatchObject({ status: 200, json: { token_type: 'Bearer', scope: 'identify' } })
    expect(twice).toEqual({ status: 400, json: { error: 'invalid_grant', error_description: 'Invalid "refresh_token" in request.' } })
  })

  test.each(['access_token', 'refresh_token'])('forgets a grant whose %s is revoked, for those who know the secret', async (kind) => {
    const under = await startSandbox()
    const { json: authorized } = await authorize(under, ['identify'])
    const { json: grant } = await exchange(under, { code: authorized.code, code_verifier: verifier })
    const revoke = (change: Record<string, string> = {}) =>
      exchange(under, { token: grant[kind], token_type_hint: kind, ...change }, '/oauth2/token/revoke')
    const ask = async () => (await under.rest('GET', '/users/@me', { authorization: `Bearer ${grant.access_token}` })).status

    const stranger = await revoke({ client_secret: 'guess' })
    const before = await ask()
    const statuses = [(await revoke()).status, (await revoke()).status]
    const renewed = await exchange(under, { grant_type: 'refresh_token', refresh_token: grant.refresh_token })

    expect([stranger.status, before, statuses]).toEqual([401, 200, [200, 200]])
    expect([await ask(), renewed.status]).toEqual([401, 400])
  })

  test('ends a token after seven days, and renews it even then', async () => {
    const clock = createManualClock()
    const under = await startSandbox({ clock })
    const { json: authorized } = await authorize(under, ['identify'])
    const { json: grant } = await exchange(under, { code: authorized.code, code_verifier: verifier })
    const ask = async (token: string) => (await under.rest('GET', '/users/@me', { authorization: `Bearer ${token}` })).status

    clock.advance(grant.expires_in * 1_000 - 1)
    const last = await ask(grant.access_token)
    clock.advance(1)
    const late = await ask(grant.access_token)
    const { json: next } = await exchange(under, { grant_type: 'refresh_token', refresh_token: grant.refresh_token })

    expect([grant.expires_in, last, late, await ask(next.access_token)]).toEqual([604_800, 200, 401, 200])
  })

  test('keeps a token inside its scopes', async () => {
    const under = await startSandbox()
    const { json: authorized } = await authorize(under, ['identify'])
    const { json } = await exchange(under, { code: authorized.code, code_verifier: verifier })

    const membership = await under.rest('GET', `/users/@me/guilds/${cast.guild.id}/member`, {
      authorization: `Bearer ${json.access_token}`,
    })
    const asBot = await under.rest('GET', '/applications/@me', { authorization: `Bearer ${json.access_token}` })

    expect([membership.status, asBot.status]).toEqual([401, 401])
  })
})

describe('the SDK commands AUTHORIZE and AUTHENTICATE', () => {
  test('authenticate the person whose token it is, and nobody else', async () => {
    const under = await startSandbox()
    const { json: authorized } = await authorize(under, ['identify'])
    const { json } = await exchange(under, { code: authorized.code, code_verifier: verifier })

    const own = await under.control('POST', `/members/${member}/rpc/authenticate`, { access_token: json.access_token })
    const stolen = await under.control('POST', `/members/${guest}/rpc/authenticate`, { access_token: json.access_token })

    expect(own.json).toMatchObject({ user: { id: member }, scopes: ['identify'], application: { id: cast.applicationId } })
    expect(stolen).toEqual({ status: 400, json: { code: 4009, message: 'Invalid token' } })
  })

  test('refuse another application, a scope that needs approval, and a plain challenge', async () => {
    const under = await startSandbox()
    const ask = (change: object) =>
      under.control('POST', `/members/${member}/rpc/authorize`, { client_id: cast.applicationId, scope: ['identify'], ...change })

    const answers = await Promise.all([
      ask({ client_id: '1' }),
      ask({ scope: ['messages.read'] }),
      ask({ code_challenge: verifier, code_challenge_method: 'plain' }),
    ])

    expect(answers.map((answer) => [answer.status, answer.json.code])).toEqual([
      [400, 4007],
      [400, 5000],
      [400, 5000],
    ])
  })
})
