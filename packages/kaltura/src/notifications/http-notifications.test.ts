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

describe('reading', () => {
  const ready = {
    objectType: 'KalturaHttpNotification',
    object: { objectType: 'KalturaMediaEntry', id: '1_rec90ab', rootEntryId: '1_live5678', status: 2, partnerId: 12345 },
    eventType: 3,
    eventNotificationJobId: 33_578_094_492,
  }
  const parse = (value: unknown) => parseHttpNotification(utf8(JSON.stringify(value)))

  test('says which entry is ready, what it is a recording of, and what makes it the same event', async () => {
    expect(await parse(ready)).toEqual({
      kind: 'entry-ready',
      entryId: '1_rec90ab',
      rootEntryId: '1_live5678',
      partnerId: 12345,
      jobId: '33578094492',
      contentDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      dedupeKeys: ['job:33578094492', expect.stringMatching(/^content:[0-9a-f]{64}$/), 'ready:1_rec90ab'],
    })
  })

  test('the same content in another job shares a key, other content in the same job shares the other', async () => {
    const keysOf = async (value: unknown) => {
      const parsed = await parse(value)
      return parsed.kind === 'entry-ready' ? parsed.dedupeKeys : []
    }
    const [job, content] = await keysOf(ready)

    expect((await keysOf({ ...ready, eventNotificationJobId: 1 }))[1]).toBe(content)
    expect((await keysOf({ ...ready, templateId: 9 }))[0]).toBe(job)
    expect((await keysOf({ ...ready, templateId: 9 }))[1]).not.toBe(content)
    expect(await keysOf({ ...ready, eventNotificationJobId: undefined })).toEqual([content, 'ready:1_rec90ab'])
  })

  test('an entry that is its own root is nobody’s recording', async () => {
    expect(await parse({ ...ready, object: { ...ready.object, rootEntryId: '1_rec90ab' } })).toMatchObject({ rootEntryId: undefined })
  })

  test.each([
    [
      'an entry on its way',
      { object: { ...ready.object, status: 1 } },
      { kind: 'entry-updated', entryId: '1_rec90ab', status: 'processing' },
    ],
    ['any change of an entry', { templateSystemName: 'HTTP_ENTRY_CHANGED' }, { kind: 'entry-updated', status: 'ready' }],
    [
      'any change, by the copy of that template that we made',
      { templateSystemName: 'KALTURA_DISCORD_HTTP_ENTRY_CHANGED' },
      { kind: 'entry-updated' },
    ],
    [
      'a live stream that was written as a media entry',
      { object: { ...ready.object, type: 7 } },
      { kind: 'entry-updated', status: 'ready' },
    ],
    ['a deletion', { eventType: 7 }, { kind: 'entry-deleted', entryId: '1_rec90ab' }],
    ['an entry that says it is deleted', { object: { ...ready.object, status: 3 } }, { kind: 'entry-deleted' }],
    [
      'a live stream that is set up',
      { object: { objectType: 'KalturaLiveStreamEntry', id: '1_live5678', status: 2 } },
      { kind: 'entry-updated' },
    ],
    [
      'captions that are ready',
      { object: { objectType: 'KalturaCaptionAsset', id: '0_cap', entryId: '1_rec90ab', status: 2, language: 'German' } },
      { kind: 'captions-ready', entryId: '1_rec90ab', captionAssetId: '0_cap', language: 'German' },
    ],
    [
      'captions on their way',
      { object: { objectType: 'KalturaCaptionAsset', id: '0_cap', entryId: '1_rec90ab', status: 0 } },
      { kind: 'unknown', objectType: 'KalturaCaptionAsset' },
    ],
    [
      'a meeting that is planned',
      { object: { objectType: 'KalturaMeetingScheduleEvent', id: 7, status: 2, startDate: 1_800_000_000 } },
      { kind: 'schedule-event', scheduleEventId: '7', change: 'planned', startsAtMs: 1_800_000_000_000 },
    ],
    [
      'a broadcast that is called off',
      { object: { objectType: 'KalturaLiveStreamScheduleEvent', id: 7, status: 1 } },
      { kind: 'schedule-event', change: 'cancelled', startsAtMs: undefined },
    ],
    [
      'what we have no word for',
      { object: { objectType: 'KalturaCategory', id: 5 }, eventType: 2 },
      { kind: 'unknown', objectType: 'KalturaCategory', eventType: '2' },
    ],
  ])('knows %s', async (_, change, fact) => {
    expect(await parse({ ...ready, ...change })).toMatchObject({ ...fact, jobId: '33578094492' })
  })

  test.each([
    ['an entry id that is a path', { object: { ...ready.object, id: '../x' } }],
    ['no entry id', { object: { objectType: 'KalturaMediaEntry', status: 2 } }],
    ['no object', { object: undefined }],
    ['captions of no entry', { object: { objectType: 'KalturaCaptionAsset', id: '0_cap', status: 2 } }],
    ['a planned event without an id', { object: { objectType: 'KalturaRecordScheduleEvent', status: 2 } }],
    ['a job id that is no number', { eventNotificationJobId: 'x' }],
    ['another envelope', { objectType: 'Other' }],
  ])('calls %s malformed', async (_, change) => {
    expect(await parse({ ...ready, ...change })).toEqual({ kind: 'malformed' })
  })

  test('never throws, whatever the bytes', async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map(utf8),
      fc.object().map((object) => utf8(JSON.stringify({ ...ready, object }))),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        expect(['malformed', 'unknown']).toContain((await parseHttpNotification(bytes)).kind)
      }),
      { seed: 5, numRuns: 300 },
    )
  })
})
