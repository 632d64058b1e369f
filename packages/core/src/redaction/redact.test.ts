import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact, redactDeep } from './redact.ts'

const ks = 'djJ8MTIzNDV8aGVsbG8gd29ybGQgdGhpcyBpcyBub3QgcmVhbA=='

describe('redact', () => {
  test('takes a KS out of an address, an error and JSON', () => {
    expect(redact(`https://k/p/1/playManifest/entryId/0_a/ks/${ks}/a.m3u8`)).not.toContain('djJ8')
    expect(redact(`Invalid KS "${ks}", Error "-1,INVALID_STR"`)).toBe('Invalid KS "[redacted]", Error "-1,INVALID_STR"')
    expect(redact(`{"ks":"${ks}"}`)).toBe('{"ks":"[redacted]"}')
  })

  test('takes out bearers, bot tokens, OAuth codes and JWTs', () => {
    const token = `${'M'.repeat(24)}.GabcDe.${'x'.repeat(30)}`
    expect(redact(`authorization: Bot ${token}`)).not.toContain('xxxxx')
    expect(redact(`token ${token} refused`)).not.toContain('xxxxx')
    expect(redact('grant_type=authorization_code&code=abcdef123456')).not.toContain('abcdef')
    expect(redact('Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl')).not.toContain('eyJ')
  })

  test('leaves ordinary words alone', () => {
    expect(redact('Port 8080 is taken by another program.')).toBe('Port 8080 is taken by another program.')
  })

  test('reaches every string of a nested value', () => {
    expect(redactDeep({ a: [{ b: `x ${ks}` }], n: 1 })).toEqual({ a: [{ b: 'x [redacted]' }], n: 1 })
  })

  test('takes out whatever stands under the name of a secret, however it looks', () => {
    const secrets = {
      adminSecret: 'plain',
      client_secret: ['plain'],
      authorization: 'plain',
      DISCORD_BOT_TOKEN: 'plain',
      ks: { text: 'plain' },
    }

    expect(redactDeep({ inner: secrets, code: 'INVALID_KS', tokens: 3 })).toEqual({
      inner: Object.fromEntries(Object.keys(secrets).map((name) => [name, '[redacted]'])),
      code: 'INVALID_KS',
      tokens: 3,
    })
  })

  test('hides a KS whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (before, after) => {
        expect(redact(`${before} ${ks} ${after}`)).not.toContain(ks)
      }),
      { seed: 7 },
    )
  })
})
