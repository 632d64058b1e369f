import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { guest, startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'

const verifier = 'a-verifier-that-is-long-enough-for-rfc-7636-0123456789'
const site = 'https://site.example/back'
const wanted = {
  response_type: 'code',
  client_id: cast.applicationId,
  scope: 'identify',
  redirect_uri: site,
  state: 'the site’s own',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
}

/** Discord with a website that is registered. */
async function givenSite() {
  const { sandbox } = await startSandbox()
  sandbox.setRedirectUris([site])
  const address = (change: Record<string, string> = {}) =>
    `${sandbox.url}/oauth2/authorize?${new URLSearchParams({ ...wanted, ...change })}`
  const answer = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
    const response = await fetch(address(), { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(form) })
    return { status: response.status, to: new URL(response.headers.get('location') ?? 'about:blank') }
  }
  const exchange = async (form: Record<string, string>) => {
    const body = new URLSearchParams({
      client_id: cast.applicationId,
      client_secret: sandbox.environment.DISCORD_CLIENT_SECRET ?? '',
      grant_type: 'authorization_code',
      code_verifier: verifier,
      ...form,
    })
    return (await fetch(`${sandbox.url}/api/oauth2/token`, { method: 'POST', body })).json()
  }
  return { address, answer, exchange }
}

describe('the page on which a person allows a website to know who they are', () => {
  test('asks, and sends who accepts back with a code that the token endpoint takes', async () => {
    const { address, answer, exchange } = await givenSite()
    const page = await (await fetch(address())).text()
    const { status, to } = await answer({ answer: 'authorize', user: guest })

    expect(page).toContain('Gus')
    expect([status, `${to.origin}${to.pathname}`, to.searchParams.get('state')]).toEqual([302, site, 'the site’s own'])
    expect(await exchange({ code: to.searchParams.get('code') ?? '', redirect_uri: site })).toMatchObject({ scope: 'identify' })
  })

  test('sends who cancels back with that, and no code', async () => {
    const { answer } = await givenSite()
    const { to } = await answer({ answer: 'cancel', user: guest })

    expect([to.searchParams.get('error'), to.searchParams.get('code')]).toEqual(['access_denied', null])
  })

  test('a code is good for the address that it went to, and for no other', async () => {
    const { answer, exchange } = await givenSite()
    const { to } = await answer({ answer: 'authorize', user: guest })

    expect(await exchange({ code: to.searchParams.get('code') ?? '', redirect_uri: 'https://evil.example' })).toEqual({
      error: 'invalid_grant',
      error_description: 'Invalid "redirect_uri" in request.',
    })
  })

  test.each([
    [{ redirect_uri: `${site}/elsewhere` }],
    [{ redirect_uri: 'https://evil.example' }],
    [{ client_id: '1' }],
    [{ scope: 'messages.read' }],
    [{ response_type: 'token' }],
    [{ code_challenge_method: 'plain' }],
  ])('sends nobody anywhere with %j', async (change) => {
    const { address } = await givenSite()
    const answers = [await fetch(address(change)), await fetch(address(change), { method: 'POST', body: 'answer=authorize' })]

    expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [400, null],
      [400, null],
    ])
  })

  test('another page can not accept in a person’s name', async () => {
    const { answer } = await givenSite()

    expect((await answer({ answer: 'authorize', user: guest }, { origin: 'https://evil.example' })).status).toBe(403)
  })
})
