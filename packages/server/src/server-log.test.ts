import { UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { createConsoleLog } from './console-log.ts'
import { createPinoLog } from './node/pino-log.ts'

const lines: string[] = []
const write = (line: string) => {
  lines.push(line)
  return ''
}
const consoleLog = createConsoleLog({ name: 'server', console: { info: write, warn: write, error: write }, now: () => 7 })
const pinoLog = createPinoLog({
  name: 'server',
  base: { name: 'server' },
  timestamp: () => ',"time":7',
  hooks: { streamWrite: write },
})

const ks = 'djJ8MTAxfAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8'
/** The only line that was written for this. */
function said(speak: () => void): { text: string; fields: Record<string, unknown> } {
  lines.length = 0
  speak()
  expect(lines).toHaveLength(1)
  const text = (lines[0] ?? '').trimEnd()
  return { text, fields: JSON.parse(text) as Record<string, unknown> }
}

describe.each([
  ['console', consoleLog],
  ['pino', pinoLog],
])('the log on %s', (_, log) => {
  test('is one line of JSON for each entry, with how bad it is', () => {
    const levels = (['info', 'warn', 'error'] as const).map(
      (level) => said(() => log[level]({ guildId: '11', seq: 3 }, 'a link of the audit')).fields,
    )

    expect(levels).toEqual(
      [30, 40, 50].map((level) => ({ level, time: 7, name: 'server', guildId: '11', seq: 3, msg: 'a link of the audit' })),
    )
  })

  test('holds no token, wherever one stood', () => {
    const cause = new Error(`https://www.kaltura.com/api?ks=${ks}`)
    const error = new UnavailableError(`Kaltura did not answer: secret=hunter2hunter2 ${ks}`, { cause })
    const { text, fields } = said(() =>
      log.error({ error, deep: [{ url: `?ks=${ks}` }], text: 'Bearer abcdefgh12345' }, `asked with ${ks}`),
    )

    expect(text).not.toMatch(/djJ8|hunter2|abcdefgh/)
    expect(fields).toMatchObject({ error: { code: 'upstream.unavailable' }, deep: [{ url: '?ks=[redacted]' }] })
  })

  test('[F94] what looks like another line stays in its own', () => {
    const { text, fields } = said(() => log.warn({ title: 'a\n{"level":60}\u001b[2K' }, 'b\nc'))

    expect(text).not.toMatch(/\p{Cc}/u)
    expect(fields).toMatchObject({ title: 'a\n{"level":60}\u001b[2K', msg: 'b\nc' })
  })
})
