import { describe, expect, test } from 'vitest'
import { decodeKs } from './decode-ks.ts'
import { sealedV1, sealedV2 } from './reference-ks.ts'

// The rows of docs/ks.md, "Where we refuse what Kaltura takes", in their order; each KS is rightly signed.

const secrets = () => ['s']
const now = () => 1_800_000_000_000
const statusOf = async (ks: string, options: Partial<Parameters<typeof decodeKs>[1]> = {}) =>
  (await decodeKs(ks, { secrets, now, ...options })).status
const v2 = (form: string | Uint8Array, partner: number | string = 12345) => sealedV2(partner, 's', form)
const good = '_e=1900000000&_t=0&_u=alice'
const v1 = (info: string) => sealedV1('s', info)

test('the KS that the others differ from are good', async () => {
  expect(await statusOf(v2(good))).toBe('OK')
  expect(await statusOf(v1('12345;12345;1900000000;0;1;alice;;;'))).toBe('OK')
})

describe('a KS is no KS when it has', () => {
  test.each([
    ['an expiry in words', v2('_e=never&_t=0')],
    ['an expiry with words behind', v2('_e=1900000000x&_t=0')],
    ['an expiry with a blank before', v2('_e=+1900000000&_t=0')],
    ['a fraction of an expiry', v2('_e=1.9e9&_t=0')],
    ['an expiry in words, in V1', v1('12345;12345;never;0;1;alice;;;')],
    ['no expiry', v2('_t=0')],
    ['no type', v2('_e=1900000000')],
    ['another type', v2('_e=1900000000&_t=3')],
    ['a type that PHP would take for one', v2('_e=1900000000&_t=00')],
    ['another type, in V1', v1('12345;12345;1900000000;;1;alice;;;')],
    ['more fields than V1 has', v1('12345;12345;1900000000;0;1;a;*;sview:1_only;;')],
    ['fewer fields than V1 has', v1('12345;12345;1900000000;0;1;alice')],
    ['a partner pattern', v1('12345;12*;1900000000;0;1;alice;;;')],
    ['zeros before the partner', v2(good, '012345')],
    ['a blank before the partner', v2(good, ' 12345')],
    ['words behind the partner', v2(good, '12345abc')],
    ['a partner beyond 32 bits', v2(good, '4294967296')],
    ['no partner', v2(good, '')],
    ['an array', v2(`${good}&a[b]=1`)],
    ['half an array', v2(`${good}&a[b=1`)],
    ['a user that is an array', v2('_e=1900000000&_t=0&_u[]=alice')],
    ['nothing at all', ''],
    ['text that is not UTF-8', v2(`${good}&a=%ff`)],
    ['bytes that are not UTF-8', v2(Uint8Array.of(...new TextEncoder().encode(`${good}&a=`), 0xff))],
    ['NUL in a name', v2(`${good}&a%00b=1`)],
    ['more than 1000 fields', v2(`${good}&${Array.from({ length: 998 }, (_, at) => `p${at}=1`).join('&')}`)],
    ['more than 16,384 characters', v2(`${good}&a=${'x'.repeat(13_000)}`)],
  ])('%s', async (_, ks) => {
    expect(await statusOf(ks)).toBe('INVALID_STR')
  })

  test.each([
    ['V2', v2(good)],
    ['V1', v1('12345;12345;1900000000;0;1;alice;;;')],
  ])('unused bits in the last base64 character, in %s', async (_, ks) => {
    const digits = ks.replace(/=+$/, '')
    const last = digits.slice(-1)
    const next = String.fromCharCode(last.charCodeAt(0) + 1)

    expect(ks).toMatch(/=$/)
    expect(await statusOf(digits + '='.repeat(ks.length - digits.length))).toBe('OK')
    expect(await statusOf(digits.slice(0, -1) + next + '='.repeat(ks.length - digits.length))).toBe('INVALID_STR')
  })
})

test('as many fields and characters as are read are read', async () => {
  expect(await statusOf(v2(`${good}&${Array.from({ length: 997 }, (_, at) => `p${at}=1`).join('&')}`))).toBe('OK')
})

test('a KS that was relabelled to a partner with the same secret is found out by whoever says which partner it has to be', async () => {
  const [ours, theirs] = [v2(good, 12345), v2(good, 666)]

  expect(Buffer.from(ours, 'base64url').subarray(9)).toEqual(Buffer.from(theirs, 'base64url').subarray(7))
  expect(await statusOf(theirs)).toBe('OK')
  expect(await statusOf(theirs, { partnerId: 12345 })).toBe('INVALID_PARTNER')
})

test.each(['*', ''])('a KS of the user %j is not that of anyone who is asked for', async (user) => {
  expect(await statusOf(v2(`_e=1900000000&_t=0&_u=${encodeURIComponent(user)}`), { userId: 'bob' })).toBe('INVALID_USER')
})

test.each([
  ['iprestrict=203.0.113.7', 'EXCEEDED_RESTRICTED_IP'],
  ['urirestrict=%2Fping', 'EXCEEDED_RESTRICTED_URI'],
])('a KS with %s is refused where the caller is not known', async (limit, status) => {
  expect(await statusOf(v2(`${limit}&${good}`))).toBe(status)
})

test.each([
  ['V2', v2(`all=%2A&${good}`)],
  ['V1', v1('12345;12345;1900000000;0;1;alice;*;;')],
])('a lone * is all of everything, in %s', async (_, ks) => {
  expect(await decodeKs(ks, { secrets, now })).toMatchObject({ content: { privileges: '*', privilegeValues: new Map([['all', ['*']]]) } })
})
