import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

test('without arguments the sandbox runs where the embedded SDK expects it, with a Kaltura', () => {
  expect(readCommandLine([])).toEqual({
    kind: 'run',
    settings: { port: 3333, activity: undefined, token: undefined, tokenVariable: 'DISCORD_BOT_TOKEN', kaltura: true, activities: true },
  })
})

test('every option is read', () => {
  const args = ['--port', '0', '--activity=http://127.0.0.1:8080', '--token', 'a.b.c', '--token-variable', 'BOT', '--no-kaltura']

  expect(readCommandLine(args)).toEqual({
    kind: 'run',
    settings: { port: 0, activity: 'http://127.0.0.1:8080', token: 'a.b.c', tokenVariable: 'BOT', kaltura: false, activities: true },
  })
  expect(readCommandLine(['--no-activities'])).toMatchObject({ settings: { activities: false } })
  expect(readCommandLine(['-h', '--port', 'x'])).toEqual({ kind: 'help' })
})

test.each([
  [['--port', '65536'], '--port takes'],
  [['--port', '1e3'], '--port takes'],
  [['--activity', 'https://example.org'], '--activity takes'],
  [['--activity', 'localhost:8080'], '--activity takes'],
  [['--activity', 'http://127.0.0.1:8080', '--no-activities'], '--activity needs'],
  [['--token-variable', 'A=B'], '--token-variable takes'],
  [['--token'], '--token'],
  [['--discord'], '--discord'],
  [['run'], 'run'],
])('%j is refused with words that name it', (args, words) => {
  expect(readCommandLine(args)).toMatchObject({ kind: 'wrong', why: expect.stringContaining(words) })
})

test('any arguments are read or refused', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('--port', '--no-port', '--no-token', '--kaltura=1', '--', '-', '--activity='))
  fc.assert(
    fc.property(fc.array(word), (args) => ['run', 'help', 'wrong'].includes(readCommandLine(args).kind)),
    { seed: 11 },
  )
})
