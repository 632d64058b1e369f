import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditDetails, visibleText } from './audit-details.ts'

const ks = 'djJ8MTAyfHRoZSBzaWduZWQgYnl0ZXMgb2YgYSBrcw=='
const anyText = fc.string({ unit: 'binary' })
const esc = String.fromCodePoint(0x1b)

describe('details of an audit', () => {
  test('[F94] stay on one line and move no terminal, whatever somebody wrote', () => {
    const forged = `film\r\n2026-11-29 ks.issued done${esc}[2K${esc}]0;title${String.fromCodePoint(7)}`

    expect(visibleText(forged)).toBe('film<U+000D><U+000A>2026-11-29 ks.issued done<U+001B>[2K<U+001B>]0;title<U+0007>')
    expect(visibleText(String.fromCodePoint(0x9b, 0x2028, 0x202e, 0x200b))).toBe('<U+009B><U+2028><U+202E><U+200B>')
  })

  test('[F94] are visible characters for any facts, and never more than a page', () => {
    fc.assert(
      fc.property(fc.object({ key: anyText, values: [anyText, fc.integer()], maxDepth: 5, maxKeys: 3 }), (facts) => {
        const text = auditDetails(facts)
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(text.length).toBeLessThanOrEqual(8_000)
        expect(() => JSON.parse(text)).not.toThrow()
      }),
      { seed: 94 },
    )
  })

  test('[F94] hold no secret: none that looks like one, and none that is named one', () => {
    const text = auditDetails({
      note: `Kaltura said ks=${ks}`,
      deep: [{ clientSecret: 'hunter22' }],
      botToken: 'x.y',
      ks: 'short',
      keyed: 'fine',
    })

    expect(text).toBe(
      '{"note":"Kaltura said ks=[redacted]","deep":[{"clientSecret":"[redacted]"}],"botToken":"[redacted]","ks":"[redacted]","keyed":"fine"}',
    )
  })

  test('are cut where they grow deep, long or many', () => {
    expect(auditDetails({ text: 'so '.repeat(300) })).toBe(`{"text":"${'so '.repeat(300).slice(0, 500)}"}`)
    expect(auditDetails({ a: { b: { c: { d: { e: 'too deep' } } } } })).toBe('{"a":{"b":{"c":{"d":"…"}}}}')
    expect(auditDetails({ list: Array.from({ length: 90 }, () => 'so '.repeat(150)) })).toMatch(/^\{"leftOut":"\d+ characters"\}$/)
  })
})
