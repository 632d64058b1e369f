import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { readEnvFile, strayLines } from './env-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'env-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a .env file', () => {
  test('that is not there is no problem', () => {
    expect(readEnvFile(join(folder, 'nowhere'))).toEqual({ kind: 'none' })
  })

  test('is read through a symbolic link, with special characters as they are', () => {
    writeFileSync(join(folder, 'real'), `# a comment\nA="x=$y #z"\nexport B='q"q'\nC="two\nlines"\n\nD=é\n`)
    symlinkSync(join(folder, 'real'), join(folder, 'link'))

    expect(readEnvFile(join(folder, 'link'))).toEqual({ kind: 'read', values: { A: 'x=$y #z', B: 'q"q', C: 'two\nlines', D: 'é' } })
  })

  test('with a stray line is refused by line number, and the line is not repeated', () => {
    writeFileSync(join(folder, 'bad'), 'A=1\nmy secret without a name\n')

    expect(readEnvFile(join(folder, 'bad'))).toEqual({ kind: 'malformed', problems: ['line 2 is not NAME=value'] })
  })

  test('[F89] keeps any text in single quotes as it was written, JSON included', () => {
    const text = fc.string({ unit: 'grapheme' }).map((each) => each.replaceAll("'", '').replaceAll('\r', ''))
    const json = fc.json().map((each) => each.replaceAll("'", ''))
    fc.assert(
      fc.property(fc.oneof(text, json), fc.string({ unit: fc.constantFrom(...'$"=#\\n{}`x ') }), (each, odd) => {
        writeFileSync(join(folder, 'any'), `A='${each}${odd}'\nB='$A'\n`)

        expect(readEnvFile(join(folder, 'any'))).toEqual({ kind: 'read', values: { A: `${each}${odd}`, B: '$A' } })
      }),
      { seed: 89, numRuns: 300 },
    )
  })

  test('[F89] keeps a quote behind a backslash with its backslash, over lines too', () => {
    writeFileSync(join(folder, 'escaped'), 'A="say \\"x\\"\nsecond \\" line\nthird"\nB=2\n')

    expect(readEnvFile(join(folder, 'escaped'))).toEqual({ kind: 'read', values: { A: 'say \\"x\\"\nsecond \\" line\nthird', B: '2' } })
  })

  test('[F89] keeps a line separator of Unicode, which ends no line here', () => {
    writeFileSync(join(folder, 'separated'), "A='one\u2028two\u2029'\n")

    expect(readEnvFile(join(folder, 'separated'))).toEqual({ kind: 'read', values: { A: 'one\u2028two\u2029' } })
  })

  test('that is a folder is refused', () => {
    expect(readEnvFile(folder).kind).toBe('malformed')
  })

  test('may be blank, and may come from Windows', () => {
    expect(strayLines('')).toEqual([])
    expect(strayLines('A=1\r\n\r\nB=2\r\n')).toEqual([])
  })
})
