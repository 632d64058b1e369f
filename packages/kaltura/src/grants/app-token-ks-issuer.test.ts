import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { apiException, createFakeKaltura, type SeenCall } from '../client/fake-kaltura.ts'
import { createKalturaClient } from '../client/kaltura-client.ts'
import { createAppTokenKsIssuer } from './app-token-ks-issuer.ts'

const nowMs = 1_800_000_000_000
const viewer = { kind: 'viewer', entryId: '1_abc123de', userId: 'discord_1' } as const
const privileges = 'sview:1_abc123de,setrole:PLAYBACK_BASE_ROLE'
const fit = {
  ks: 'issued',
  userId: 'discord_1',
  expiry: nowMs / 1000 + 600,
  sessionType: 0,
  privileges: `${privileges},apptoken:1_t,sessionid:1_t`,
}

/** `start` plays `appToken.startSession`; what it gives is laid over a fit answer. */
function given(start: (call: SeenCall) => unknown = () => ({})) {
  let widgets = 0
  const kaltura = createFakeKaltura((call) => {
    if (call.name === 'session.startWidgetSession') return { ks: `widget-${++widgets}` }
    const answered = start(call)
    return typeof answered === 'object' && !('code' in (answered ?? {})) ? { ...fit, ...answered } : answered
  })
  const client = createKalturaClient({ serviceUrl: 'https://kaltura.example', partnerId: 1, fetch: kaltura.fetch })
  const issuer = createAppTokenKsIssuer({ client, partnerId: 1, tokens: { viewer: { id: '1_t', token: 'the-token' } }, now: () => nowMs })
  return { issuer, calls: kaltura.calls }
}

describe('the app token issuer', () => {
  test('shows that it knows the token by a hash, and never sends it', async () => {
    const { issuer, calls } = given()

    expect(await issuer.issue(viewer)).toEqual({ ks: 'issued', expiresAtMs: nowMs + 600_000 })
    expect(calls[1]?.body).toMatchObject({
      ks: 'widget-1',
      id: '1_t',
      tokenHash: createHash('sha256').update('widget-1the-token').digest('hex'),
      sessionPrivileges: privileges,
      expiry: 900,
    })
    expect(JSON.stringify(calls)).not.toContain('the-token')
  })

  test('asks for a widget KS once for many viewers, and for another when it was refused', async () => {
    let refuse = false
    const { issuer, calls } = given(({ body }) => (refuse && body.ks === 'widget-1' ? apiException('INVALID_KS') : {}))
    await Promise.all([issuer.issue(viewer), issuer.issue(viewer)])
    refuse = true
    await issuer.issue(viewer)

    expect(calls.filter(({ name }) => name === 'session.startWidgetSession')).toHaveLength(2)
    expect(calls.at(-1)?.body.ks).toBe('widget-2')
  })

  test.each([
    ['lists everything', { privileges: `${privileges},list:*` }, { surplus: ['list'] }],
    ['may do everything', { privileges: `${privileges},*` }, { surplus: ['all'] }],
    ['opens every entry', { privileges: 'sview:*,setrole:PLAYBACK_BASE_ROLE' }, { lacking: ['sview'] }],
    ['opens none', { privileges: 'setrole:PLAYBACK_BASE_ROLE' }, { lacking: ['sview'] }],
    ['is of an administrator', { sessionType: 2 }, {}],
    ['is of its own user', { userId: 'bot' }, {}],
  ])('gives no KS of a token that %s', async (_, start, details) => {
    const error: unknown = await given(() => start)
      .issuer.issue(viewer)
      .catch((thrown: unknown) => thrown)

    expect(error).toMatchObject({ code: 'kaltura.app-token', retryable: false, details: { id: '1_t', ...details } })
    expect(JSON.stringify(error)).not.toContain('issued')
  })

  test.each([
    'sessionid:1_t',
    'apptoken:1_t',
    'appid:bot-discord',
    'iprestrict:203.0.113.7',
    'urirestrict:/api_v3/*',
    'actionslimit:5',
    'enableentitlement',
    'privacycontext:campus',
  ])('takes a KS of a token that adds %s, which only narrows it', async (added) => {
    expect(await given(() => ({ privileges: `${privileges},${added}` })).issuer.issue(viewer)).toMatchObject({ ks: 'issued' })
  })

  test('ends with the signal of its caller', async () => {
    const caller = new AbortController()
    const { issuer } = given(() => {
      caller.abort(new Error('the interaction is over'))
      return new Promise(() => {})
    })

    await expect(issuer.issue(viewer, { signal: caller.signal })).rejects.toThrow('the interaction is over')
  })

  test('passes on what Kaltura says of a token', async () => {
    const { issuer, calls } = given(() => apiException('APP_TOKEN_EXPIRED', { TOKEN_ID: '1_t' }))

    await expect(issuer.issue(viewer)).rejects.toMatchObject({ apiCode: 'APP_TOKEN_EXPIRED' })
    await expect(issuer.issue(viewer)).rejects.toMatchObject({ apiCode: 'APP_TOKEN_EXPIRED' })
    expect(calls.map(({ name }) => name)).toEqual(['session.startWidgetSession', 'appToken.startSession', 'appToken.startSession'])
  })

  test('says which token is missing', async () => {
    await expect(given().issuer.issue({ kind: 'catalogue' })).rejects.toThrow('No app token is set up for a catalogue KS')
  })
})
