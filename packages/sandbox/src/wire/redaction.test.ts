import { encodeKs, ksType } from '@kaltura-discord/kaltura/ks'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBodyText } from './body-text.ts'
import { createRedaction } from './redaction.ts'
import { createSecretIndex } from './secret-index.ts'

const secret = fc.oneof(
  fc.uint8Array({ minLength: 16, maxLength: 48 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
  fc.uint8Array({ minLength: 16, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex')),
)
const around = fc.string({ unit: 'grapheme', maxLength: 60 })
/** Every place in which something can travel; what is around it is anybody's. */
const place = fc.constantFrom<(held: string, before: string, after: string) => string>(
  (held) => `/webhooks/1100000000000000001/${held}/messages/@original`,
  (held, before) => `/p/1?x=${encodeURIComponent(before)}&any=${encodeURIComponent(held)}`,
  (held, before, after) => `${before}${held}${after}`,
  (held, before) => JSON.stringify({ [before]: [{ deep: `x ${held}` }] }),
  (held) => JSON.stringify({ [held]: 1 }),
  (held, before) => new URLSearchParams({ a: before, b: held }).toString(),
  (held, before, after) => Buffer.from(`${before}${held}${after}`).toString('base64'),
  (held, before, after) => `Basic ${Buffer.from(`${before}:${held}${after}`).toString('base64url')}`,
  (held) => JSON.stringify(JSON.stringify({ token: held })),
)
const contentType = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain; charset=utf-8')

/** Whether the secret is still there: as it is, or in the middle of something in base64. */
function shows(text: string, held: string): boolean {
  const decodings = [...text.matchAll(/[\w+/-]{16,}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].map((offset) => Buffer.from(run.slice(offset), 'base64').toString('latin1')),
  )
  return [text, ...decodings].some((one) => one.includes(held))
}

describe('redaction', () => {
  test('never shows a known secret, wherever it is and whatever is around it', () => {
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        place,
        around,
        around,
        contentType,
        (all, which, put, before, after, type) => {
          const index = createSecretIndex()
          for (const one of all) index.keep(one)
          const held = all[which % all.length] ?? ''
          const redaction = createRedaction(index)
          const sent = put(held, before, after)
          const body = createBodyText(redaction)
          body.take(Buffer.from(sent))
          const shown = [
            redaction.text(sent),
            redaction.address(sent),
            JSON.stringify(redaction.json({ sent })),
            JSON.stringify(redaction.headers({ 'x-any': sent, referer: `http://127.0.0.1/${sent}`, list: [sent, 'b'] })),
            body.text(type) ?? '',
          ]

          expect(shown.filter((text) => shows(text, held))).toEqual([])
        },
      ),
      { seed: 12, numRuns: 1_500 },
    )
  })

  test('never shows a KS that nobody knew of', async () => {
    const redaction = createRedaction(createSecretIndex())
    const ks = await encodeKs({
      partnerId: 102,
      secret: 'a secret',
      userId: 'tom',
      type: ksType.user,
      expiryUnix: 2_000_000_000,
      privileges: 'sview:0_a',
    })
    const v1 = Buffer.from(`${'0123456789abcdef'.repeat(2)}01234567|102;102;2000000000;0;1;tom;`).toString('base64')
    const shown = [ks, v1].flatMap((one) => [
      redaction.address(`/p/102/playManifest/entryId/0_a/ks/${one}/a.m3u8`),
      redaction.address(`/x?anything=${encodeURIComponent(one)}`),
      redaction.text(`Invalid KS "${one}", Error "-1,INVALID_STR"`),
      redaction.text(Buffer.from(`{"x":"${one}"}`).toString('base64')),
    ])

    expect(shown.filter((text) => text.includes('djJ8') || text.includes(v1.slice(0, 20)))).toEqual([])
  })

  test('takes from a field whose name tells that it is a secret, but leaves the codes of errors', () => {
    const redaction = createRedaction(createSecretIndex())

    expect(
      redaction.json({
        code: 'qwertyuiop',
        error: { code: 50035 },
        exception: { code: 'INVALID_KS' },
        code_verifier: 'abc',
        tokens: 3,
        ks: 'x',
      }),
    ).toEqual({
      code: '[redacted]',
      error: { code: 50035 },
      exception: { code: 'INVALID_KS' },
      code_verifier: '[redacted]',
      tokens: 3,
      ks: '[redacted]',
    })
    expect(redaction.headers({ Authorization: 'x', cookie: 'a=b', 'content-type': 'text/html' })).toEqual({
      Authorization: '[redacted]',
      cookie: '[redacted]',
      'content-type': 'text/html',
    })
    expect(redaction.address('/?frame_id=f&discord_proxy_ticket=t1')).toBe('/?frame_id=f&discord_proxy_ticket=[redacted]')
  })

  test('leaves ordinary requests as they are', () => {
    const redaction = createRedaction(createSecretIndex())
    const path = '/api/v10/channels/1100000000000000011/messages/1442077372149977088?limit=50'
    const json = { content: 'Watch “Lecture 2: Tides and moons” together', components: [{ type: 2, custom_id: 'kd:watch:0_lec02abc' }] }

    expect(redaction.address(path)).toBe(path)
    expect(redaction.json(json)).toEqual(json)
  })

  test('leaves no half of a secret behind where a long body is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61_000, max: 66_000 }), (length) => {
        const held = 'S3cretThatIsLongEnoughToBeCutInTwo'.repeat(4)
        const index = createSecretIndex()
        index.keep(held)
        const body = createBodyText(createRedaction(index))
        body.take(Buffer.from(`${'- '.repeat(length / 2)}${held} ${'- '.repeat(5_000)}`))

        expect(body.text('text/plain')).not.toContain('S3cret')
      }),
      { seed: 13, numRuns: 100 },
    )
  })
})

test('the index forgets the oldest beyond its bound, and keeps what is remembered again', () => {
  const index = createSecretIndex({ most: 2 })
  for (const one of ['first-secret', 'second-secret', 'first-secret', 'third-secret']) index.keep(one)

  expect(index.hide('first-secret second-secret third-secret short')).toBe('[redacted] second-secret [redacted] short')
})
