import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeKs } from './decode-ks.ts'
import { encodeKs } from './encode-ks.ts'
import { ksSecrets } from './ks-secrets.ts'
import { type ReferenceKs, referenceV1, referenceV2, sealedV1, sealedV2 } from './reference-ks.ts'

const nowMs = 1_800_000_000_000
const now = () => nowMs
const runs = { seed: 20_261_128, numRuns: 300 }

/** What people, institutions and bugs put into a KS. */
const oddText = fc
  .array(
    fc.constantFrom(
      'שלום',
      'ö',
      '日本',
      '👩‍👩‍👧',
      '!',
      "'",
      '(',
      ')',
      '*',
      '~',
      '+',
      '%',
      '%41',
      '&',
      '=',
      '_e',
      '.',
      ' ',
      '[',
      ']',
      '-',
      'a',
      'Z',
      '9',
      '/',
      '|',
      '"',
      '\\',
      '\n',
      '\0',
    ),
    {
      maxLength: 12,
    },
  )
  .map((pieces) => pieces.join(''))
const withoutSeparators = (text: string) => text.replace(/[,:]/g, '')
const name = fc.oneof(
  oddText.map(withoutSeparators),
  fc.constantFrom('sview', 'edit', 'setrole', 'a.b', 'a b', 'a[b]', 'list', 'urirestrict', '0', '__proto__', 'constructor'),
)
const notation = fc
  .array(fc.tuple(name, fc.option(oddText, { nil: undefined })), { maxLength: 12 })
  .map((pairs) => pairs.map(([key, value]) => (value === undefined ? key : `${key}:${value}`)).join(','))

const input = fc.record<ReferenceKs>(
  {
    partnerId: fc.integer({ min: 1, max: 0x7fffffff }),
    secret: fc.oneof(
      fc.stringMatching(/^[0-9a-f]{32}$/),
      oddText.filter((text) => text !== ''),
    ),
    userId: fc.option(oddText, { nil: null }),
    type: fc.constantFrom(0, 1, 2),
    expiryUnix: fc.integer({ min: nowMs / 1000 + 1, max: 4_102_444_800 }),
    privileges: notation,
    masterPartnerId: fc.integer({ min: 1, max: 99_999 }),
    additionalData: oddText,
    random: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  },
  { requiredKeys: ['partnerId', 'secret', 'userId', 'type', 'expiryUnix', 'privileges', 'random'] },
)
/** `encodeKs` refuses what would come back as a field of the KS. */
const sayable = (ks: ReferenceKs) => !/(^|,)[\s\0\v]*[._ ]*[etumd][\s\0\v]*(:|,|$)/.test(ks.privileges)
const secretsOf = ({ partnerId, secret }: ReferenceKs) => ksSecrets({ [partnerId]: ['another secret', secret] })

describe('beside an encoder of its own, by node:crypto', () => {
  test('encodeKs makes the same KS to the last byte, whatever is in it', async () => {
    const property = fc.asyncProperty(input.filter(sayable), async (ks) => {
      expect(await encodeKs(ks)).toBe(referenceV2(ks))
    })
    await fc.assert(property, runs)
  })

  test('300 privileges of one name are one, the last', async () => {
    const privileges = Array.from({ length: 300 }, (_, at) => `sview:1_${at}`).join(',')
    const ks: ReferenceKs = {
      partnerId: 7,
      secret: 's',
      userId: 'u',
      type: 0,
      expiryUnix: 1_900_000_000,
      privileges,
      random: new Uint8Array(16),
    }
    const made = await encodeKs(ks)
    const decoded = await decodeKs(made, { secrets: secretsOf(ks), now })

    expect(made).toBe(referenceV2(ks))
    expect(decoded).toMatchObject({ status: 'OK', content: { privileges: 'sview:1_299' } })
  })

  test.each([
    ['V2', referenceV2],
    ['V1', referenceV1],
  ])('decodeKs reads from a %s KS who, until when and for whom', async (version, make) => {
    const plain = input.map((ks) => ({
      ...ks,
      userId: (ks.userId ?? '').replaceAll(';', ''),
      privileges: 'sview:1_a/1_b,list:*,enableentitlement',
    }))
    const property = fc.asyncProperty(plain, async (ks) => {
      expect(await decodeKs(make(ks), { secrets: secretsOf(ks), now, partnerId: ks.partnerId, userId: ks.userId })).toEqual({
        status: 'OK',
        content: {
          version: version === 'V2' ? 2 : 1,
          partnerId: ks.partnerId,
          type: ks.type,
          userId: ks.userId,
          expiryUnix: ks.expiryUnix,
          privileges: ks.privileges,
          privilegeValues: new Map([
            ['sview', ['1_a', '1_b']],
            ['list', ['*']],
            ['enableentitlement', []],
          ]),
          masterPartnerId: ks.masterPartnerId,
          additionalData: version === 'V1' ? ks.additionalData || undefined : ks.additionalData,
        },
      })
      expect(await decodeKs(make(ks), { secrets: ksSecrets({ [ks.partnerId]: 'another secret' }), now })).toEqual({ status: 'INVALID_STR' })
    })
    await fc.assert(property, runs)
  })
})

describe('one bit that is flipped, anywhere', () => {
  const ks: ReferenceKs = {
    partnerId: 12345,
    secret: 's',
    userId: 'alice',
    type: 0,
    expiryUnix: 1_900_000_000,
    privileges: 'sview:1_a',
    random: new Uint8Array(16).fill(7),
  }
  const secrets = ksSecrets({ 1: 'other', 12345: 's' })
  const opened = async (texts: readonly string[]) => {
    const judged = await Promise.all(texts.map(async (text) => ((await decodeKs(text, { secrets, now })).status === 'OK' ? [text] : [])))
    return judged.flat()
  }
  const flippedBytes = (text: string) => {
    const bytes = Buffer.from(text, 'base64url')
    return Array.from({ length: bytes.length * 8 }, (_, bit) =>
      Buffer.from(bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))).toString('base64'),
    )
  }
  const flippedText = (text: string) =>
    Array.from(
      { length: text.length * 8 },
      (_, bit) => text.slice(0, bit >> 3) + String.fromCharCode(text.charCodeAt(bit >> 3) ^ (1 << (bit & 7))) + text.slice((bit >> 3) + 1),
    )

  test.each([
    ['V2', referenceV2(ks)],
    ['V2 with another padding', referenceV2({ ...ks, userId: 'alice-of-a-longer-name', partnerId: 12345 })],
    ['V1', referenceV1(ks)],
    ['V1 with another padding', referenceV1({ ...ks, userId: 'alice1' })],
    ['V1 with a third padding', referenceV1({ ...ks, userId: 'alice12' })],
  ])('in the bytes or the text of %s opens nothing', async (_, text) => {
    expect(await opened([text])).toEqual([text])
    expect(await opened(flippedBytes(text))).toEqual([])
    expect(await opened(flippedText(text))).toEqual([])
  })
})

describe('whatever a signer signs', () => {
  const secrets = ksSecrets({ 7: 's' })

  test('decodeKs never throws, and reads no words as an instant', async () => {
    const form = fc.oneof(
      fc.uint8Array({ maxLength: 120 }),
      oddText.map((text) => `_e=1900000000&_t=0&${text}`),
      fc.webQueryParameters(),
    )
    const property = fc.asyncProperty(form, fc.string({ unit: 'binary' }), async (fields, info) => {
      const v2 = await decodeKs(sealedV2(7, 's', fields), { secrets, now })
      const v1 = await decodeKs(sealedV1('s', `7;7;${info}`), { secrets, now })

      const instants = [v1, v2].flatMap((decoded) => (decoded.status === 'INVALID_STR' ? [] : [decoded.content.expiryUnix]))
      expect(instants.filter((instant) => !Number.isSafeInteger(instant))).toEqual([])
    })
    await fc.assert(property, { ...runs, numRuns: 600 })
  })
})
