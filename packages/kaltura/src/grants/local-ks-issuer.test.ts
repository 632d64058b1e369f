import { InvalidInputError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { decodeKs } from '../ks/decode-ks.ts'
import { ksSecrets } from '../ks/ks-secrets.ts'
import { describeKsIssuer } from './ks-issuer.contract.ts'
import { createLocalKsIssuer } from './local-ks-issuer.ts'

const partnerId = 12345
const secret = 'a-secret-of-a-test'
const now = () => 1_800_000_000_123
const secrets = ksSecrets({ [partnerId]: secret })

describeKsIssuer('The local issuer', async () => ({
  issuer: createLocalKsIssuer({ partnerId, secret, now }),
  now,
  decode: (ks) => decodeKs(ks, { secrets, partnerId, now }),
}))

describe('the local issuer', () => {
  test('gives exactly the privileges of the table', async () => {
    const { ks } = await createLocalKsIssuer({ partnerId, secret, now }).issue({ kind: 'viewer', entryId: '1_abc', userId: 'discord_1' })

    expect(await decodeKs(ks, { secrets, now })).toMatchObject({ content: { privileges: 'sview:1_abc,setrole:PLAYBACK_BASE_ROLE' } })
  })

  test.each([0, 59_999, 3_600_001, Number.NaN])('refuses a lifetime of %d ms', (lifetimeMs) => {
    expect(() => createLocalKsIssuer({ partnerId, secret, now, lifetimeMs })).toThrow(InvalidInputError)
  })

  test('makes no KS live longer than told, not even by the rest of a second', async () => {
    const issuer = createLocalKsIssuer({ partnerId, secret, now, lifetimeMs: 60_000 })
    const { expiresAtMs } = await issuer.issue({ kind: 'viewer', entryId: '1_abc', userId: 'discord_1' })

    expect(expiresAtMs - now()).toBe(59_877)
  })

  test('takes its randomness from outside', async () => {
    const issuer = createLocalKsIssuer({ partnerId, secret, now, random: () => new Uint8Array(16) })
    const grant = { kind: 'viewer', entryId: '1_abc', userId: 'discord_1' } as const

    expect(await issuer.issue(grant)).toEqual(await issuer.issue(grant))
  })
})
