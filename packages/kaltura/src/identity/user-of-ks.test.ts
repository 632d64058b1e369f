import { expect, test } from 'vitest'
import { apiException, clientOf, createFakeKaltura } from '../client/fake-kaltura.ts'
import { type EncodeKsOptions, encodeKs } from '../ks/encode-ks.ts'
import { ksType } from '../ks/ks-content.ts'
import { ksSecrets } from '../ks/ks-secrets.ts'
import { createUserOfKs } from './user-of-ks.ts'

const nowMs = 1_800_000_000_000
const secret = '0123456789abcdef0123456789abcdef'
const ofTom: EncodeKsOptions = {
  partnerId: 12345,
  secret,
  type: ksType.user,
  userId: 'tom@uni.example',
  expiryUnix: nowMs / 1000 + 60,
  privileges: 'actionslimit:-1',
}

async function asked(change: Partial<EncodeKsOptions> = {}, answer: unknown = { id: 'tom@uni.example', objectType: 'KalturaUser' }) {
  const kaltura = createFakeKaltura(() => answer)
  const userOf = createUserOfKs({ client: clientOf(kaltura), partnerId: 12345, secrets: ksSecrets({ 12345: secret }), now: () => nowMs })
  const ks = await encodeKs({ ...ofTom, ...change })
  return { ks, user: await userOf(ks), calls: kaltura.calls }
}

test('Kaltura is asked for its user with the KS itself, and says whose it is', async () => {
  const { ks, user, calls } = await asked()

  expect(user).toBe('tom@uni.example')
  expect(calls).toMatchObject([{ name: 'user.get', body: { ks, userId: 'tom@uni.example' } }])
})

test.each([
  ['of another account', { partnerId: 666 }],
  ['signed with another secret', { secret: 'f'.repeat(32) }],
  ['of an administrator', { type: ksType.admin }],
  ['that is over', { expiryUnix: nowMs / 1000 }],
  ['of nobody', { userId: null }],
  ['of a player', { privileges: 'actionslimit:-1,sview:1_ab12cd34' }],
  ['of a player’s role', { privileges: 'setrole:PLAYBACK_BASE_ROLE' }],
])('a KS %s proves nothing, and Kaltura is not asked', async (_, change) => {
  expect(await asked(change)).toMatchObject({ user: undefined, calls: [] })
})

test('a KS that Kaltura ended, or whose user is another, proves nothing', async () => {
  expect((await asked({}, apiException('INVALID_KS'))).user).toBeUndefined()
  expect((await asked({}, { id: 'pia', objectType: 'KalturaUser' })).user).toBeUndefined()
})
