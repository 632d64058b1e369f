import { readFileSync } from 'node:fs'
import { InvalidInputError } from '@kaltura-discord/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type ParsedHttpNotification, parseHttpNotification } from './parse-http-notification.ts'
import { type HashAlgorithm, signHttpNotification } from './signature.ts'
import { verifyHttpNotification } from './verify-http-notification.ts'

const sample = z.object({
  id: z.string(),
  secret: z.string().nullable(),
  request: z.object({ method: z.string(), headers: z.record(z.string(), z.string()), bodyBase64: z.string() }),
})
const { samples } = z
  .object({ samples: z.array(sample) })
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/http-notifications.json', import.meta.url), 'utf8')))

const secret = '0123456789abcdef0123456789abcdef'
const strong: readonly HashAlgorithm[] = ['sha256', 'sha512']
const bodyOf = ({ request }: z.output<typeof sample>) => new Uint8Array(Buffer.from(request.bodyBase64, 'base64'))
const utf8 = (text: string) => new TextEncoder().encode(text)

/** What became of each captured notification: the default allow-list, then with sha1 let in, then what it says. */
const judgements: Record<string, readonly [verdict: string, withSha1: string, says: ParsedHttpNotification['kind']]> = {
  'entry-ready-json-sha256': ['verified', 'verified', 'entry-ready'],
  'entry-ready-json-sha1-default': ['algorithm-not-allowed', 'verified', 'entry-ready'],
  'entry-status-json-urlencoded-legacy': ['algorithm-not-allowed', 'not-json', 'malformed'],
  'entry-status-xml': ['algorithm-not-allowed', 'not-json', 'malformed'],
  'recording-ready-json-sha256': ['verified', 'verified', 'entry-ready'],
  'room-updated-json-sha256': ['verified', 'verified', 'entry-updated'],
  'fields-form': ['not-json', 'not-json', 'malformed'],
  'text-custom-header': ['not-json', 'not-json', 'malformed'],
  'no-secret': ['unsigned', 'unsigned', 'malformed'],
  'empty-secret': ['signature-wrong', 'signature-wrong', 'malformed'],
  'status-200': ['verified', 'verified', 'malformed'],
  'status-201': ['verified', 'verified', 'malformed'],
  'status-204': ['verified', 'verified', 'malformed'],
  'status-301': ['verified', 'verified', 'malformed'],
  'status-410': ['verified', 'verified', 'malformed'],
  'status-500': ['verified', 'verified', 'malformed'],
}

describe('what Kaltura sent on the wire', () => {
  test('is all judged here', () => {
    expect(samples.map(({ id }) => id).sort()).toEqual(Object.keys(judgements).sort())
  })

  test.each(samples)('$id', async (captured) => {
    const received = { secrets: ['another secret', secret], headers: captured.request.headers, body: bodyOf(captured) }
    const byDefault = await verifyHttpNotification({ ...received, algorithms: strong })
    const withSha1 = await verifyHttpNotification({ ...received, algorithms: ['sha1', ...strong] })
    const says = await parseHttpNotification(received.body)

    const became = [byDefault, withSha1].map((verdict) => (verdict.kind === 'verified' ? 'verified' : verdict.reason))
    expect([...became, says.kind]).toEqual(judgements[captured.id])
  })
})

describe('the form of a legacy template', () => {
  const legacy = samples.find(({ id }) => id === 'entry-status-json-urlencoded-legacy')
  const received = (body: Uint8Array) => ({ secrets: [secret], algorithms: ['sha256'] as const, body, legacyForm: true })
  const verdictOf = async (text: string | Uint8Array) => {
    const body = typeof text === 'string' ? utf8(text) : text
    return verifyHttpNotification({ ...received(body), headers: await signHttpNotification({ secret, algorithm: 'sha256', body }) })
  }

  test('as Kaltura sent it is read where it is let in', async () => {
    if (!legacy) throw new TypeError('There is no such sample.')
    const { headers } = legacy.request
    const verdict = await verifyHttpNotification({ ...received(bodyOf(legacy)), algorithms: ['sha1'], headers })

    expect(verdict.kind === 'verified' && (await parseHttpNotification(verdict.json))).toMatchObject({
      kind: 'entry-updated',
      status: 'processing',
    })
  })

  test('is JSON in UTF-8, whatever its letters', async () => {
    const verdict = await verdictOf(`data=${encodeURIComponent('{"name":"Füße + ☕"}')}`)

    expect(verdict.kind === 'verified' && new TextDecoder().decode(verdict.json)).toBe('{"name":"Füße + ☕"}')
  })

  test.each([
    ['a second field', 'data=%7B%7D&data=%7B%7D'],
    ['something behind its end', Uint8Array.of(...utf8('data=%7B%7D'), 0x80, 0, 0)],
    ['bytes that are no text', 'data=%7B%22a%22%3A%22%ff%22%7D'],
    ['a stray percent', 'data=%7B%7D%'],
    ['another name', 'date=%7B%7D'],
    ['no JSON in it', 'data=hello'],
  ])('is refused with %s, rightly signed', async (_, text) => {
    expect(await verdictOf(text)).toEqual({ kind: 'refused', reason: 'not-json' })
  })
})

describe('verifying', () => {
  const body = utf8('{"objectType":"KalturaHttpNotification"}')
  const signed = async (algorithm: HashAlgorithm = 'sha256') => signHttpNotification({ secret, algorithm, body })

  test.each(['sha1', 'sha256', 'sha512'] as const)(
    'what was signed with %s is verified where that is let in, and only there',
    async (algorithm) => {
      const received = { secrets: [secret], headers: await signed(algorithm), body }
      const others = (['sha1', 'sha256', 'sha512'] as const).filter((other) => other !== algorithm)

      expect(await verifyHttpNotification({ ...received, algorithms: [algorithm] })).toEqual({ kind: 'verified', algorithm, json: body })
      expect(await verifyHttpNotification({ ...received, algorithms: others })).toEqual({
        kind: 'refused',
        reason: 'algorithm-not-allowed',
      })
    },
  )

  test('headers are found in any case, and a repeated one counts as none', async () => {
    const headers = await signed()
    const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const received = { secrets: [secret], algorithms: strong, body }

    expect((await verifyHttpNotification({ ...received, headers: lowerCase })).kind).toBe('verified')
    expect((await verifyHttpNotification({ ...received, headers: new Headers(headers) })).kind).toBe('verified')
    expect(await verifyHttpNotification({ ...received, headers: { ...headers, ...lowerCase } })).toEqual({
      kind: 'refused',
      reason: 'unsigned',
    })
  })

  test('one bit more or less in the body or in the signature is refused', async () => {
    const headers = await signed()
    const property = fc.asyncProperty(fc.nat(body.length * 8 - 1), fc.nat(63), async (bit, digit) => {
      const otherBody = body.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      const signature = headers['X-KALTURA-SIGNATURE'] ?? ''
      const otherDigit = (Number.parseInt(signature[digit] ?? '0', 16) ^ 1).toString(16)
      const otherSignature = signature.slice(0, digit) + otherDigit + signature.slice(digit + 1)
      const received = { secrets: [secret], algorithms: strong, headers, body }

      expect(await verifyHttpNotification({ ...received, body: otherBody })).toEqual({ kind: 'refused', reason: 'signature-wrong' })
      expect(await verifyHttpNotification({ ...received, headers: { ...headers, 'X-KALTURA-SIGNATURE': otherSignature } })).toEqual({
        kind: 'refused',
        reason: 'signature-wrong',
      })
    })
    await fc.assert(property, { seed: 3, numRuns: 200 })
  })

  test.each([
    ['nothing, whose signature never changes', new Uint8Array(), 'body-empty'],
    ['more than a notification can be', new Uint8Array(1024 * 1024 + 1), 'body-too-large'],
    ['a body that was continued behind its end by way of the hash', Uint8Array.of(...body, 0x80, 0, 0, ...utf8('{}')), 'not-json'],
    ['JSON with a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...body), 'not-json'],
    ['JSON in another encoding', Uint8Array.of(...utf8('{"a":"'), 0xe9, ...utf8('"}')), 'not-json'],
    ['a list', utf8('[]'), 'not-json'],
  ])('refuses %s, rightly signed', async (_, sent, reason) => {
    const headers = await signHttpNotification({ secret, algorithm: 'sha256', body: sent })

    expect(await verifyHttpNotification({ secrets: [secret], algorithms: strong, headers, body: sent })).toEqual({
      kind: 'refused',
      reason,
    })
  })

  test.each([[[]], [['']], [[secret, '']]])('with the secrets %j is a mistake', async (secrets) => {
    await expect(verifyHttpNotification({ secrets, algorithms: strong, headers: await signed(), body })).rejects.toThrow(InvalidInputError)
  })
})
