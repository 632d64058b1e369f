import { expect, test } from 'vitest'
import { keyOf } from './cipher.ts'

test('the keys of the thirty-two secrets that were used last are kept, and no more', () => {
  const first = keyOf('the first')
  const others = Array.from({ length: 31 }, (_, index) => keyOf(`another ${index}`))
  expect(keyOf('the first')).toBe(first)

  keyOf('one too many')
  expect(keyOf('the first')).toBe(first)
  expect(keyOf('another 1')).toBe(others[1])
  expect(keyOf('another 0')).not.toBe(others[0])
})
