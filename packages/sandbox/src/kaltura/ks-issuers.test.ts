import { createAppTokenKsIssuer, createKalturaClient } from '@kaltura-discord/kaltura'
import { decodeKs, ksSecrets } from '@kaltura-discord/kaltura/ks'
import { describeKsIssuer } from '@kaltura-discord/kaltura/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { type AppToken, demoAppToken } from './app-token.ts'
import { createSandboxKaltura } from './sandbox-kaltura.ts'

const viewers: AppToken = {
  ...demoAppToken('0123456789abcdef0123456789abcdef'),
  id: '0_viewers0',
  sessionPrivileges: 'sview:*,setrole:PLAYBACK_BASE_ROLE',
}
const readers: AppToken = { ...demoAppToken('fedcba9876543210fedcba9876543210'), id: '0_readers0', sessionPrivileges: 'list:*' }
const viewer = { kind: 'viewer', entryId: '0_lec01abc', userId: 'discord_123456789012345678' } as const

/** Kaltura's app tokens, started by our issuer over the wire. `wrongBy` is how far our clock is from Kaltura's, in ms. */
async function given(wrongBy = 0) {
  const kaltura = await createSandboxKaltura({ appTokens: [viewers, readers] })
  onTestFinished(() => kaltura.close())
  const { apiUrl: serviceUrl, partnerId, adminSecret } = kaltura
  const now = () => Date.now() + wrongBy
  const client = createKalturaClient({ serviceUrl, partnerId, fetch: (...request) => fetch(...request) })
  const tokens = { viewer: viewers, catalogue: readers }
  const issuer = createAppTokenKsIssuer({ client, partnerId, tokens: credentialsOf(tokens), now })
  const decode = (ks: string) => decodeKs(ks, { secrets: ksSecrets({ [partnerId]: adminSecret }), partnerId })
  return { kaltura, client, issuer, now, decode }
}

function credentialsOf({ viewer: one, catalogue: other }: Record<'viewer' | 'catalogue', AppToken>) {
  return { viewer: { id: one.id, token: one.token }, catalogue: { id: other.id, token: other.token } }
}

describeKsIssuer('The app token issuer against a Kaltura', given)

describe('an issuer by app token', () => {
  test('gives a viewer what plays the entry, and no other', async () => {
    const { client, issuer } = await given()
    const { ks } = await issuer.issue(viewer)
    const playback = (entryId: string) =>
      client.call(
        'baseEntry',
        'getPlaybackContext',
        { entryId, contextDataParams: {} },
        { schema: z.looseObject({ actions: z.array(z.unknown()) }), ks },
      )

    expect((await playback('0_lec01abc')).actions).toEqual([])
    expect((await playback('0_lec02abc')).actions).toHaveLength(1)
  })

  test('gives our own server what lists entries', async () => {
    const { client, issuer } = await given()
    const { ks } = await issuer.issue({ kind: 'catalogue' })
    const list = await client.call('media', 'list', {}, { schema: z.object({ totalCount: z.number() }), ks })

    expect(list.totalCount).toBeGreaterThan(3)
  })

  test.each([-300_000, 300_000])('works though our clock is %d ms wrong', async (wrongBy) => {
    const { issuer, decode } = await given(wrongBy)

    expect((await decode((await issuer.issue(viewer)).ks)).status).toBe('OK')
  })
})
