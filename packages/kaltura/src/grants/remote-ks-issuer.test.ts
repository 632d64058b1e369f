import { InvalidInputError, UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { decodeKs } from '../ks/decode-ks.ts'
import { ksSecrets } from '../ks/ks-secrets.ts'
import { describeKsIssuer } from './ks-issuer.contract.ts'
import { createLocalKsIssuer } from './local-ks-issuer.ts'
import { createRemoteKsIssuer } from './remote-ks-issuer.ts'

const partnerId = 12345
const secret = 'a-secret-of-a-test'
const now = () => 1_800_000_000_000
const local = createLocalKsIssuer({ partnerId, secret, now })
const viewer = { kind: 'viewer', entryId: '1_abc123de', userId: 'discord_1' } as const

/** The other process, as far as JSON lets the two see each other. */
const answering = createRemoteKsIssuer({ now, ask: async (grant) => JSON.parse(JSON.stringify(await local.issue(grant))) })

describeKsIssuer('The remote issuer', async () => ({
  issuer: answering,
  now,
  decode: (ks) => decodeKs(ks, { secrets: ksSecrets({ [partnerId]: secret }), partnerId, now }),
}))

describe('the remote issuer', () => {
  test.each([
    ['nothing', undefined],
    ['no KS', { ks: '', expiresAtMs: now() + 1 }],
    ['a dead KS', { ks: 'dead', expiresAtMs: now() }],
    ['a page', '<html>'],
  ])('calls the other process unavailable when it answers with %s', async (_, answer) => {
    await expect(createRemoteKsIssuer({ now, ask: async () => answer }).issue(viewer)).rejects.toThrow(UnavailableError)
  })

  test('asks for no KS of our own server', async () => {
    await expect(answering.issue({ kind: 'catalogue' })).rejects.toThrow(InvalidInputError)
  })
})
