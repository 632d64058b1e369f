import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHttpNotification } from './parse-http-notification.ts'
import { type HashAlgorithm, signHttpNotification } from './signature.ts'
import { type VerifyHttpNotificationOptions, verifyHttpNotification } from './verify-http-notification.ts'

// The numbers are those of docs/attacks.md; what takes a server to try is tried in packages/server.

const secret = '0123456789abcdef0123456789abcdef'
const strong: readonly HashAlgorithm[] = ['sha256', 'sha512']
const utf8 = (text: string) => new TextEncoder().encode(text)
const ready = {
  objectType: 'KalturaHttpNotification',
  object: { objectType: 'KalturaMediaEntry', id: '1_rec90ab', status: 2, partnerId: 12345 },
  eventType: 3,
  eventNotificationJobId: 33_578_094_492,
  templateId: 501,
}
const body = utf8(JSON.stringify(ready))
const signed = (sent: Uint8Array, by = secret, algorithm: HashAlgorithm = 'sha256') =>
  signHttpNotification({ secret: by, algorithm, body: sent })
const judge = async (received: Partial<VerifyHttpNotificationOptions>) => {
  const verdict = await verifyHttpNotification({
    secrets: [secret],
    algorithms: strong,
    headers: await signed(received.body ?? body),
    body,
    ...received,
  })
  return verdict.kind === 'refused' ? verdict.reason : verdict.kind
}

describe('a signature', () => {
  const withSignature = async (value: string | undefined) => judge({ headers: { ...(await signed(body)), 'X-KALTURA-SIGNATURE': value } })

  test('[A1] that is not there lets nothing in', async () => {
    expect(await withSignature(undefined)).toBe('unsigned')
    expect(await judge({ headers: {} })).toBe('unsigned')
  })

  test('[A2] that is empty lets nothing in', async () => {
    expect(await withSignature('')).toBe('signature-wrong')
  })

  test.each([1, 2, 62, 63, 65, 66, 128, 100_000])('[A3] of %d digits instead of 64 lets nothing in', async (digits) => {
    const whole = (await signed(body))['X-KALTURA-SIGNATURE'] ?? ''

    expect(await withSignature(whole.repeat(2_000).slice(0, digits))).toBe('signature-wrong')
  })

  test('[A4] in capitals is the same signature', async () => {
    expect(await withSignature((await signed(body))['X-KALTURA-SIGNATURE']?.toUpperCase())).toBe('verified')
  })

  test.each(['0x', ' ', '\u0660', 'g'])('[A4] with %j in it is none', async (odd) => {
    const whole = (await signed(body))['X-KALTURA-SIGNATURE'] ?? ''

    expect(await withSignature(odd + whole.slice(odd.length))).toBe('signature-wrong')
  })

  test('[A5] holds for no byte other than those that were signed', async () => {
    const property = fc.asyncProperty(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const other = body.map((byte, index) => (index === at ? byte ^ change : byte))
      expect(await judge({ body: other, headers: await signed(body) })).toBe('signature-wrong')
    })
    await fc.assert(property, { seed: 5, numRuns: 200 })
  })

  test('[A6] by the secret of another guild or endpoint lets nothing in', async () => {
    expect(await judge({ headers: await signed(body, 'another-secret') })).toBe('signature-wrong')
  })

  test.each(['md5', 'sha1'])('[A7] by %s, which was not let in, is refused though it fits', async (name) => {
    const digest = createHash(name).update(secret).update(body).digest('hex')

    expect(await judge({ headers: { 'X-KALTURA-SIGNATURE': digest, 'X-KALTURA-HASH-ALGO': name } })).toBe('algorithm-not-allowed')
  })

  test.each(['', 'none', 'SHA256', 'sha-256', 'sha256 ', '__proto__', 'constructor', 'toString', 'length'])(
    '[A8] by an algorithm called %j is refused',
    async (name) => {
      expect(await judge({ headers: { ...(await signed(body)), 'X-KALTURA-HASH-ALGO': name } })).toBe('algorithm-not-allowed')
    },
  )

  test('[A9] that comes twice counts as none, however the two are told apart', async () => {
    const headers = await signed(body)
    const right = headers['X-KALTURA-SIGNATURE'] ?? ''

    expect(await judge({ headers: { ...headers, 'X-KALTURA-SIGNATURE': [right, right] } })).toBe('unsigned')
    expect(await judge({ headers: { ...headers, 'x-kaltura-signature': right } })).toBe('unsigned')
    expect(await withSignature(`${right}, ${right}`)).toBe('signature-wrong')
    expect(await withSignature(`${right}, ${'0'.repeat(64)}`)).toBe('signature-wrong')
  })

  test('[A18] by the admin secret lets nothing in where the template has a secret of its own', async () => {
    const ofTemplate = 'sign-secret-of-the-template'

    expect(await judge({ secrets: [ofTemplate], headers: await signed(body) })).toBe('signature-wrong')
    expect(await judge({ secrets: [ofTemplate], headers: await signed(body, ofTemplate) })).toBe('verified')
  })

  test('whatever the headers and the bytes, is judged and never throws', async () => {
    const headers = fc.dictionary(
      fc.constantFrom('X-KALTURA-SIGNATURE', 'x-kaltura-signature', 'X-KALTURA-HASH-ALGO', '__proto__'),
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('sha256', 'sha512', '0'.repeat(64)), fc.array(fc.string())),
    )
    const property = fc.asyncProperty(headers, fc.uint8Array({ maxLength: 100 }), fc.boolean(), async (given, bytes, legacyForm) => {
      expect(await judge({ headers: given, body: bytes, legacyForm })).not.toBe('verified')
    })
    await fc.assert(property, { seed: 8, numRuns: 500 })
  })
})

describe('a body that was continued by way of its hash', () => {
  const block = { sha1: 64, sha256: 64, sha512: 128 } as const

  /** What the hash itself puts behind `secret‖body`: whoever knows the digest and the lengths can go on from there, without the secret. */
  function padding(algorithm: HashAlgorithm, messageBytes: number): Uint8Array {
    const size = block[algorithm]
    const lengthBytes = size / 8
    const zeros = (size - ((messageBytes + 1 + lengthBytes) % size)) % size
    const padded = new Uint8Array(1 + zeros + lengthBytes)
    padded[0] = 0x80
    new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(messageBytes) * 8n)
    return padded
  }
  const continued = (algorithm: HashAlgorithm, begin: Uint8Array, suffix: string) =>
    Uint8Array.of(...begin, ...padding(algorithm, secret.length + begin.length), ...utf8(suffix))
  const cases = (['sha1', 'sha256', 'sha512'] as const).flatMap((algorithm) =>
    ['', ' ', '}', '{"object":{}}', ',"object":{"id":"1_evil"}}', '&data=%7B%7D'].map((suffix) => ({ algorithm, suffix })),
  )

  test.each(['sha1', 'sha256', 'sha512'] as const)('[A10] ends, by %s, where a block of the hash does', (algorithm) => {
    expect((secret.length + continued(algorithm, body, '').length) % block[algorithm]).toBe(0)
  })

  test.each(cases)('[A10] as JSON, by $algorithm with $suffix behind, is refused', async ({ algorithm, suffix }) => {
    const sent = continued(algorithm, body, suffix)
    const received = { algorithms: [algorithm], headers: await signed(sent, secret, algorithm), body: sent }

    expect(await judge(received)).toBe('not-json')
    expect(await parseHttpNotification(sent)).toEqual({ kind: 'malformed' })
  })

  test.each(cases)('[A11] as a form, by $algorithm with $suffix behind, is refused', async ({ algorithm, suffix }) => {
    const form = utf8(`data=${encodeURIComponent(JSON.stringify(ready))}`)
    const sent = continued(algorithm, form, suffix)
    const received = { algorithms: [algorithm], headers: await signed(sent, secret, algorithm), body: sent }

    expect(await judge({ ...received, legacyForm: true })).toBe('not-json')
    expect(await judge({ ...received, legacyForm: false })).toBe('not-json')
  })
})
