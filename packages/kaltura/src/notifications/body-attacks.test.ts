import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parseHttpNotification } from './parse-http-notification.ts'
import { signHttpNotification } from './signature.ts'
import { verifyHttpNotification } from './verify-http-notification.ts'

// The numbers are those of docs/attacks.md; what takes a server to try is tried in packages/server.

const secret = '0123456789abcdef0123456789abcdef'
const utf8 = (text: string) => new TextEncoder().encode(text)
const ready = {
  objectType: 'KalturaHttpNotification',
  object: { objectType: 'KalturaMediaEntry', id: '1_rec90ab', status: 2, partnerId: 12345 },
  eventType: 3,
  eventNotificationJobId: 33_578_094_492,
  templateId: 501,
}
const body = utf8(JSON.stringify(ready))
/** Signed rightly: the sender knows the secret, or found a way around it. */
const judge = async (sent: string | Uint8Array, legacyForm = false) => {
  const bytes = typeof sent === 'string' ? utf8(sent) : sent
  const headers = await signHttpNotification({ secret, algorithm: 'sha256', body: bytes })
  const verdict = await verifyHttpNotification({ secrets: [secret], algorithms: ['sha256'], headers, body: bytes, legacyForm })
  return verdict.kind === 'refused' ? verdict.reason : verdict.kind
}
const read = (value: unknown) => parseHttpNotification(utf8(typeof value === 'string' ? value : JSON.stringify(value)))

describe('the same event', () => {
  const keysOf = async (change: object) => {
    const parsed = await read({ ...ready, ...change })
    return parsed.kind === 'malformed' ? [] : parsed.dedupeKeys
  }
  const shared = (left: readonly string[], right: readonly string[]) => left.filter((key) => right.includes(key))

  test('[A12] verifies for ever, and carries the same keys each time: dropping it is for who remembers them', async () => {
    expect(await judge(body)).toBe('verified')
    expect(await keysOf({})).toEqual(await keysOf({}))
  })

  test('[A13] with another body under the same job id shares the key of the job', async () => {
    expect(shared(await keysOf({}), await keysOf({ object: { ...ready.object, id: '1_other' } }))).toEqual(['job:33578094492'])
  })

  test('[A14] with the same body under another job id shares the key of the content', async () => {
    expect(shared(await keysOf({}), await keysOf({ eventNotificationJobId: 1 }))).toContainEqual(expect.stringMatching(/^content:/))
  })
})

describe('what a notification says of whose it is', () => {
  test('[A16] the template that it names changes nothing but its digest', async () => {
    const [ours, theirs] = await Promise.all([read(ready), read({ ...ready, templateId: 666, templateName: 'of another tenant' })])

    expect({ ...theirs, contentDigest: '', dedupeKeys: [] }).toEqual({ ...ours, contentDigest: '', dedupeKeys: [] })
  })

  test('[A17] the partner that it names is told to the caller, who knows which one it should be', async () => {
    expect(await read({ ...ready, object: { ...ready.object, partnerId: 666 } })).toMatchObject({ partnerId: 666 })
  })
})

describe('a body of another make, rightly signed', () => {
  const nested = (depth: number) => `{"objectType":"KalturaHttpNotification","object":${'['.repeat(depth)}${']'.repeat(depth)}}`

  test('[A20] is not unpacked', async () => {
    expect(await judge(new Uint8Array(gzipSync('{"a":1}')))).toBe('not-json')
  })

  test.each([100, 10_000, 400_000])('[A21] that is nested %d deep is refused, and overflows nothing', async (depth) => {
    expect(await judge(nested(depth))).toBe('not-json')
    expect(await read(nested(depth))).toEqual({ kind: 'malformed' })
  })

  test('[A21] that is nested as deep as a notification may be is read', async () => {
    expect(await judge(nested(98))).toBe('verified')
    expect((await read({ ...ready, deep: JSON.parse(`${'['.repeat(97)}${']'.repeat(97)}`) })).kind).toBe('entry-ready')
  })

  test('[A22] with a name twice says what it says last, to everyone who reads it', async () => {
    const twice = JSON.stringify(ready).replace('"id":"1_rec90ab"', '"id":"1_first","id":"1_last"')

    expect(await judge(twice)).toBe('verified')
    expect(await read(twice)).toMatchObject({ entryId: '1_last', dedupeKeys: expect.arrayContaining(['ready:1_last']) })
    expect(await read(twice)).toEqual(await read(twice.replace('"id":"1_first",', '')))
  })

  test('[A23] with __proto__ or constructor in it changes no object, and is not read through them', async () => {
    const hostile = `{"objectType":"KalturaHttpNotification","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},
      "object":{"objectType":"KalturaMediaEntry","__proto__":{"id":"1_evil","status":2,"polluted":1}}}`

    expect(await read(hostile)).toEqual({ kind: 'malformed' })
    expect((await read(JSON.stringify(ready).replace('{', '{"__proto__":{"object":{"id":"1_evil"}},'))).kind).toBe('entry-ready')
    expect('polluted' in {}).toBe(false)
  })

  test.each([
    ['a job id', '"eventNotificationJobId":33578094492', '"eventNotificationJobId":9007199254740993'],
    ['a partner id', '"partnerId":12345', '"partnerId":9007199254740993'],
    ['an entry id', '"id":"1_rec90ab"', '"id":9007199254740993'],
    ['a job id out of any number', '"eventNotificationJobId":33578094492', '"eventNotificationJobId":1e999'],
  ])('[A24] with %s that no double can hold is refused rather than rounded', async (_, was, is) => {
    const text = JSON.stringify(ready)

    expect(text).toContain(was)
    expect(await read(text.replace(was, is))).toEqual({ kind: 'malformed' })
  })

  test.each([
    ['bytes that are not UTF-8', Uint8Array.of(...utf8('{"a":"'), 0xc3, 0x28, ...utf8('"}'))],
    ['an overlong slash', Uint8Array.of(...utf8('{"a":"'), 0xc0, 0xaf, ...utf8('"}'))],
    ['half a character in UTF-8', Uint8Array.of(...utf8('{"a":"'), 0xed, 0xa0, 0x80, ...utf8('"}'))],
    ['a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...body)],
    ['UTF-16', new Uint8Array(Buffer.from('\ufeff{"a":1}', 'utf16le'))],
    ['a NUL behind it', Uint8Array.of(...body, 0)],
    ['a NUL in a text', Uint8Array.of(...utf8('{"a":"'), 0, ...utf8('"}'))],
  ])('[A25] of %s is refused', async (_, sent) => {
    expect(await judge(sent)).toBe('not-json')
  })

  test('[A25] with half a character or NUL by escape in a name is read, each as a content of its own', async () => {
    const named = (name: string) => `{"name":"${name}",${JSON.stringify(ready).slice(1)}`
    const digests = await Promise.all(['\\ud83d', '\\udc00', '\\ufffd', '\\u0000'].map((name) => read(named(name))))

    expect(digests.map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'entry-ready'))
    expect(new Set(digests.map((parsed) => parsed.kind === 'entry-ready' && parsed.contentDigest)).size).toBe(4)
  })

  test.each(['\\ud83d', '\\u0000', '\\u00e9'])('[A25] with %s in an id is malformed', async (odd) => {
    expect(await read(JSON.stringify(ready).replace('1_rec90ab', `1_rec${odd}`))).toEqual({ kind: 'malformed' })
  })

  test.each([
    ['XML with an entity of a file', '<?xml version="1.0"?><!DOCTYPE n [<!ENTITY f SYSTEM "file:///etc/passwd">]><n>&f;</n>'],
    ['PHP, serialised', 'O:23:"KalturaHttpNotification":1:{s:6:"object";N;}'],
    ['a form', 'object%5Bid%5D=1_abc'],
    ['a part of several', '--b\r\ncontent-disposition: form-data; name="data"\r\n\r\n{}\r\n--b--'],
  ])('[A26] in %s is refused, as a legacy form too', async (_, text) => {
    expect(await judge(text)).toBe('not-json')
    expect(await judge(text, true)).toBe('not-json')
  })

  test('[A27] of nothing, whose signature never changes, is refused', async () => {
    expect(await judge('')).toBe('body-empty')
    expect(await read('')).toEqual({ kind: 'malformed' })
  })
})
