import { InvalidInputError } from '@kaltura-discord/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromKsBase64, toKsBase64 } from './base64.ts'
import { decodeKs } from './decode-ks.ts'
import { encodeKs } from './encode-ks.ts'
import { ksType } from './ks-content.ts'
import { ksSecrets } from './ks-secrets.ts'
import { privileges } from './privileges.ts'

const partnerId = 12345
const secret = 'a-secret-of-a-test'
const secrets = ksSecrets({ [partnerId]: secret })
const nowMs = 1_800_000_000_000
const now = () => nowMs
const expiryUnix = nowMs / 1000 + 60
const alice = { partnerId, secret, userId: 'alice', type: ksType.user, expiryUnix, privileges: 'sview:1_abc' }
const seed = { seed: 20_260_101, numRuns: 200 }
const wholeText = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !/\p{Surrogate}/u.test(text))

describe('a KS that goes there and back', () => {
  test('says what it was told, whatever the user is called', async () => {
    const entryId = fc.stringMatching(/^[01]_[a-z0-9]{8}$/)
    const property = fc.asyncProperty(
      wholeText,
      wholeText,
      fc.array(entryId, { minLength: 1, maxLength: 20 }),
      async (userId, firstName, entries) => {
        const ks = await encodeKs({ ...alice, userId, privileges: privileges({ sview: entries, firstName: `${firstName}!` }) })
        const decoded = await decodeKs(ks, { secrets, now, partnerId, userId })

        expect(decoded).toMatchObject({ status: 'OK', content: { version: 2, userId, expiryUnix, type: 0 } })
        if (decoded.status !== 'OK') return
        expect(decoded.content.privilegeValues.get('sview')).toEqual([...new Set(entries)])
        expect(decodeURIComponent(decoded.content.privilegeValues.get('firstName')?.[0] ?? '')).toBe(`${firstName}!`)
        expect(decoded.content.privilegeValues.size).toBe(2)
      },
    )
    await fc.assert(property, seed)
  })

  test('is different every time', async () => {
    expect(await encodeKs(alice)).not.toBe(await encodeKs(alice))
  })
})

describe('a KS that was tampered with', () => {
  test('is not OK when any one bit of its bytes is flipped', async () => {
    const bytes = fromKsBase64(await encodeKs(alice)) ?? new Uint8Array()
    const property = fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
      const flipped = bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      expect((await decodeKs(toKsBase64(flipped), { secrets, now })).status).not.toBe('OK')
    })
    await fc.assert(property, { ...seed, numRuns: 600 })
  })

  test('is not OK when any one bit of its text is flipped', async () => {
    const ks = await encodeKs({ ...alice, userId: 'alice12' })
    const property = fc.asyncProperty(fc.nat(ks.length - 1), fc.nat(7), async (at, bit) => {
      const flipped = ks.slice(0, at) + String.fromCharCode(ks.charCodeAt(at) ^ (1 << bit)) + ks.slice(at + 1)
      expect((await decodeKs(flipped, { secrets, now })).status).not.toBe('OK')
    })
    await fc.assert(property, { ...seed, numRuns: 600 })
  })

  test('never throws, whatever the string', async () => {
    const looksLikeKs = fc
      .uint8Array({ maxLength: 80 })
      .map((bytes) => toKsBase64(Uint8Array.of(...new TextEncoder().encode('v2|12345|'), ...bytes)))
    const property = fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), looksLikeKs), async (text) => {
      expect((await decodeKs(text, { secrets, now })).status).toBe('INVALID_STR')
    })
    await fc.assert(property, { ...seed, numRuns: 500 })
  })

  test('is refused unread when it is too long', async () => {
    const padded = `${await encodeKs(alice)}${' '.repeat(20_000)}`
    expect(await decodeKs(padded, { secrets, now })).toEqual({ status: 'INVALID_STR' })
  })
})

describe('judging an authentic KS', () => {
  test('it lives until its expiry and not a millisecond longer', async () => {
    const ks = await encodeKs(alice)
    expect((await decodeKs(ks, { secrets, now: () => expiryUnix * 1000 - 1 })).status).toBe('OK')
    expect((await decodeKs(ks, { secrets, now: () => expiryUnix * 1000 })).status).toBe('EXPIRED')
  })

  test('a limit to an address holds when nobody says where the caller is', async () => {
    const ks = await encodeKs({ ...alice, privileges: privileges({ iprestrict: ['203.0.113.7', '2001:db8::1'] }) })
    expect((await decodeKs(ks, { secrets, now })).status).toBe('EXCEEDED_RESTRICTED_IP')
    expect((await decodeKs(ks, { secrets, now, ip: '2001:db8::1' })).status).toBe('OK')
  })

  test('of several paths any one will do', async () => {
    const ks = await encodeKs({ ...alice, privileges: privileges({ urirestrict: ['/api_v3/service/media/*', '/ping'] }) })
    expect((await decodeKs(ks, { secrets, now, uri: '/api_v3/service/media/action/get' })).status).toBe('OK')
    expect((await decodeKs(ks, { secrets, now, uri: '/ping' })).status).toBe('OK')
    expect((await decodeKs(ks, { secrets, now, uri: '/ping/pong' })).status).toBe('EXCEEDED_RESTRICTED_URI')
  })

  test('expiry is asked before partner, and partner before user', async () => {
    const ks = await encodeKs(alice)
    const wrong = { secrets, partnerId: 1, userId: 'bob' }
    expect((await decodeKs(ks, { ...wrong, now: () => Number.MAX_SAFE_INTEGER })).status).toBe('EXPIRED')
    expect((await decodeKs(ks, { ...wrong, now })).status).toBe('INVALID_PARTNER')
    expect((await decodeKs(ks, { ...wrong, now, partnerId })).status).toBe('INVALID_USER')
  })

  test('a KS of nobody is not the KS of somebody', async () => {
    const ks = await encodeKs({ ...alice, userId: null })
    expect((await decodeKs(ks, { secrets, now, userId: 'bob' })).status).toBe('INVALID_USER')
    expect((await decodeKs(ks, { secrets, now, userId: '' })).status).toBe('OK')
  })

  test('a secret that was rotated out still opens what it signed', async () => {
    const ks = await encodeKs(alice)
    expect((await decodeKs(ks, { secrets: ksSecrets({ [partnerId]: ['the new one', secret] }), now })).status).toBe('OK')
    expect((await decodeKs(ks, { secrets: ksSecrets({ [partnerId]: 'the new one' }), now })).status).toBe('INVALID_STR')
  })
})

describe('V1, made by others', () => {
  test.each([
    ['an expiry that is no number', '12345;12345;never;0;1;alice;;;', 'INVALID_STR'],
    ['a user id with a semicolon', `12345;12345;${expiryUnix};0;1;a;*;sview:1_only;;`, 'INVALID_STR'],
    ['a partner pattern of its own', `12345;*;${expiryUnix};0;1;alice;;;`, 'INVALID_STR'],
    ['seven fields, as the client libraries write', `12345;12345;${expiryUnix};2;1;alice;*`, 'OK'],
  ])('%s', async (_, info, status) => {
    expect((await decodeKs(await signV1(info), { secrets, now })).status).toBe(status)
  })
})

describe('what is never made', () => {
  test.each([
    ['a privilege that PHP would read as the user', { userId: null, privileges: '.u:mallory' }],
    ['a partner id that is no whole number', { partnerId: 1.5 }],
    ['half a character', { userId: '\ud83d' }],
    ['a KS signed with nothing', { secret: '' }],
    ['a KS longer than anyone would read', { privileges: `privacycontext:${'x'.repeat(20_000)}` }],
    ['a KS with too little randomness', { random: new Uint8Array(8) }],
  ])('%s', async (_, wrong) => {
    await expect(encodeKs({ ...alice, ...wrong })).rejects.toThrow(InvalidInputError)
  })

  test('an error that holds the secret or what was to be said', async () => {
    const error: unknown = await encodeKs({ ...alice, userId: '\ud83d', privileges: 'sview:1_hidden' }).catch((thrown: unknown) => thrown)
    expect(JSON.stringify([String(error), error])).not.toMatch(/a-secret-of-a-test|1_hidden/)
  })

  test('a table in which two partners share a secret, since one KS could be relabelled as the other', () => {
    expect(() => ksSecrets({ 1: secret, 2: [secret] })).toThrow(InvalidInputError)
    expect(() => ksSecrets({ 1: '' })).toThrow(InvalidInputError)
  })

  test('but a secret that stands twice with one partner, as while it is being changed, is no harm', async () => {
    expect(await ksSecrets({ 1: [secret, secret] })(1)).toEqual([secret, secret])
  })
})

async function signV1(info: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(secret + info))
  return btoa(`${Buffer.from(digest).toString('hex')}|${info}`)
}
