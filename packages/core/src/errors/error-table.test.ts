import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorRow, errorSentence, errorTable } from './error-table.ts'

const root = resolve(import.meta.dirname, '../../../..')
const sources = globSync(['packages/!(sandbox)/src/**/*.ts', 'apps/*/src/**/*.ts'], { cwd: root }).filter(
  (file) => !/\.(test|contract)\./.test(file),
)
/** What our own errors are made with: `CodedError<'x'>` of a class, or `code: 'x'` of one that is thrown as it is. */
const thrown = sources.flatMap((file) => {
  const source = readFileSync(resolve(root, file), 'utf8')
  const matches = source.matchAll(/CodedError<'(?<type>[\w.-]+)'>|new CodedError\(\{\s*code: '(?<made>[\w.-]+)'/g)
  return Array.from(matches, ({ groups }) => groups?.type ?? groups?.made ?? '')
})

describe('the table of errors', () => {
  test('knows every code that we throw', () => {
    expect(thrown).toContain('bot.token-refused')
    expect(thrown.filter((code) => !errorRow(code))).toEqual([])
  })

  test('has whole sentences for the one who met it and the one who helps', () => {
    const texts = Object.values(errorTable).flatMap(({ sentence, support }) => [sentence, support])

    expect(texts.filter((text) => !/^[A-Z{].*([.?]|\{problem\})$/.test(text))).toEqual([])
  })

  test('says of no retryable error that the asker did something wrong', () => {
    const contradictory = Object.entries(errorTable).filter(([, { status, retryable }]) => retryable && status < 500 && status !== 404)

    expect(contradictory).toEqual([])
  })

  test('does not take the names of objects for codes', () => {
    expect(['constructor', '__proto__', 'toString'].map(errorRow)).toEqual([undefined, undefined, undefined])
  })
})

describe('a sentence', () => {
  test('has its values in place', () => {
    expect(errorSentence('server.port-taken', { port: 8080 })).toBe(
      'Port 8080 is taken by another program. Stop it, or set PORT to a free one.',
    )
  })

  test('takes values as they are: a placeholder in a value stays text', () => {
    expect(errorSentence('request.invalid', { place: 'body', problem: '{place}' })).toBe('The body is not usable: {place}')
  })

  test('shows no name where a value is missing', () => {
    expect(errorSentence('media.unmapped-host')).toBe(" is not in this Activity's URL Mappings. The operator can add it.")
  })
})
