import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromKsBase64, toKsBase64 } from './base64.ts'

describe('the base64 of a KS', () => {
  test('goes there and back for any bytes', () => {
    const property = fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
      expect(fromKsBase64(toKsBase64(bytes))).toEqual(bytes)
    })
    fc.assert(property, { seed: 11 })
  })

  test.each([
    ['whole padding', '-_8=', [0xfb, 0xff]],
    ['none', '-_8', [0xfb, 0xff]],
    ['the standard alphabet', '+/8=', [0xfb, 0xff]],
    ['white space anywhere', ' -\n_8\t=\r', [0xfb, 0xff]],
  ])('is read with %s', (_, text, bytes) => {
    expect(fromKsBase64(text)).toEqual(Uint8Array.from(bytes))
  })

  test.each(['', '=', 'A', 'AAAAA', '-_8==', '-_==8', '-_9=', '-_8%3D', '-_\u00a08', 'AAAA='])('is not read from %j', (text) => {
    expect(fromKsBase64(text)).toBeUndefined()
  })
})
