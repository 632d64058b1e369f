import { describe, expect, test } from 'vitest'
import { phpJson } from './php-json.ts'

describe('JSON as PHP writes it', () => {
  test('has the bytes that a real Kaltura sent', () => {
    const sent = String.raw`{"dataUrl":"https:\/\/cdnapisec.kaltura.com\/p\/12345","name":"Demo \"caf\u00e9\" \u2013 \u65e5\u672c\u8a9e \ud83d\ude00 <b>&<\/b>","duration":62}`
    expect(phpJson(JSON.parse(sent))).toBe(sent)
  })
})
