import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { environmentSettings } from '@kaltura-discord/core'
import { parse } from 'dotenv'
import { describe, expect, test } from 'vitest'
import { settings } from '../packages/core/src/config/environment.ts'
import { strayLines } from './start/env-file.ts'

const source = readFileSync(resolve(import.meta.dirname, '..', '.env.example'), 'utf8')
const offered = readOffers(source)

describe('.env.example', () => {
  test('offers every setting and no other, in the order of the table', () => {
    expect(offered.map(({ name }) => name)).toEqual(Object.keys(settings))
  })

  test('explains each setting in the words of the table', () => {
    const described = Object.entries(settings).map(([name, setting]) => ({ name, comment: setting.description }))

    expect(offered.map(({ name, comment }) => ({ name, comment }))).toEqual(described)
  })

  test('shows the defaults that settings have, commented out', () => {
    const shown = Object.fromEntries(offered.filter(({ commented }) => commented).map(({ name, value }) => [name, value]))
    const defaults = Object.entries(settings).flatMap(([name, setting]) => {
      const fallback = setting.safeParse(undefined)
      return fallback.success && fallback.data !== undefined ? [[name, { source: shown[name], value: fallback.data }] as const] : []
    })

    expect(Object.keys(shown)).toEqual(defaults.map(([name]) => name))
    expect(defaults.map(([name, { source }]) => [name, parsed(name, source)])).toEqual(defaults.map(([name, { value }]) => [name, value]))
  })

  test('copied as it is sets nothing, so the sandbox starts', () => {
    expect(strayLines(source)).toEqual([])
    expect(environmentSettings(parse(source))).toEqual({ kind: 'absent' })
  })
})

function parsed(name: string, value: string | undefined): unknown {
  const setting = Object.entries(settings).find(([candidate]) => candidate === name)?.[1]
  return setting?.safeParse(value).data
}

/** Each `NAME=` or `# NAME=` with the comment line above it. */
function readOffers(text: string) {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const match = /^(# )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line)
    if (!match) return []
    const [, hash, name = '', value = ''] = match
    return [{ name, value, commented: hash !== undefined, comment: lines[index - 1]?.replace(/^# /, '') }]
  })
}
