import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newCode, readCode, shownCode } from './code-text.ts'

const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 })

test('what is shown is read back, however it is typed', () => {
  const property = fc.property(bytes, (chance) => {
    const made = newCode(() => chance)
    const typed = [shownCode(made), shownCode(made).toLowerCase(), ` ${made.code.replaceAll('0', 'o').replaceAll('1', 'l')} `]

    expect(shownCode(made)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(typed.map(readCode)).toEqual([made, made, made])
  })
  fc.assert(property, { seed: 7 })
})

test('every byte counts, and each letter is as likely as any other', () => {
  const letters = Array.from({ length: 256 }, (_, byte) => newCode(() => new Uint8Array(12).fill(byte)).code[0] ?? '')
  const counts = [...new Set(letters)].map((letter) => letters.filter((each) => each === letter).length)

  expect(counts).toEqual(Array(32).fill(8))
})

test('anything else is no code, and reading never throws', () => {
  const property = fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
    const read = readCode(text)
    expect(read === undefined || /^[0-9A-HJKMNP-TV-Z]{12}$/.test(read.code)).toBe(true)
  })
  fc.assert(property, { seed: 7 })
  expect(['', 'ABCD-EFGH', 'ABCD-EFGH-JKMNP', 'ABCD-EFGH-JKMU', '-'.repeat(41)].map(readCode)).toEqual(Array(5).fill(undefined))
})
