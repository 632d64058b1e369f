import { describe, expect, test } from 'vitest'
import { member, type SandboxUnderTest, startSandbox } from '../../testing/sandbox-under-test.ts'

/** Asks as a page of that origin does. */
function asPage({ sandbox }: SandboxUnderTest, origin: string, headers: Record<string, string>, method = 'GET') {
  return fetch(`${sandbox.url}/api/v10/users/@me`, { method, headers: { origin, ...headers } })
}

function frameOrigin({ sandbox }: SandboxUnderTest): string {
  sandbox.discord.instances.launch(member, '1100000000000000011')
  return new URL(sandbox.state().instances[0]?.frames[0]?.url ?? '').origin
}

function tokenOf({ sandbox }: SandboxUnderTest): string {
  const { grants } = sandbox.discord
  const redeemed = grants.redeem(grants.issueCode({ userId: member, scopes: ['identify'] }, undefined), undefined)
  return 'accessToken' in redeemed ? redeemed.accessToken : ''
}

describe('the REST API, asked by the page of an activity,', () => {
  test('answers the person whose access token it has', async () => {
    const under = await startSandbox()
    const origin = frameOrigin(under)

    const response = await asPage(under, origin, { authorization: `Bearer ${tokenOf(under)}` })

    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ id: member })
    expect([response.headers.get('access-control-allow-origin'), response.headers.get('vary')]).toEqual([origin, 'Origin'])
    expect(response.headers.get('access-control-expose-headers')).toContain('X-RateLimit-Remaining')
  })

  test('grants the preflight of a request with a token', async () => {
    const under = await startSandbox()
    const origin = frameOrigin(under)

    const { status, headers } = await asPage(under, origin, { 'access-control-request-headers': 'authorization' }, 'OPTIONS')

    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin])
    expect(headers.get('access-control-allow-headers')).toContain('Authorization')
  })

  test('refuses the token of a bot, which has no business in a browser, and lets the page read why', async () => {
    const under = await startSandbox()
    const origin = frameOrigin(under)

    const response = await asPage(under, origin, { authorization: `Bot ${under.sandbox.environment.DISCORD_BOT_TOKEN}` })

    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([401, origin])
    expect(await response.json()).toEqual({ code: 0, message: '401: Unauthorized' })
  })

  test('refuses the pages of others, and frames everything but itself', async () => {
    const under = await startSandbox()
    const origin = frameOrigin(under)

    const stranger = await asPage(under, 'http://127.0.0.1:1', { authorization: `Bearer ${tokenOf(under)}` })
    const control = await under.control('GET', '/state', undefined, { origin })

    expect([stranger.status, stranger.headers.get('access-control-allow-origin')]).toEqual([403, null])
    expect(control.status).toBe(403)
  })
})
