import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { sourcesOf } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'config-file-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (name: string, text: string | Uint8Array) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const read = (path: string) => sourcesOf({ CONFIG_FILE: path }).file
const unreadable = (path: string, why: string) => ({ kind: 'unreadable', problem: `CONFIG_FILE names ${path}, which ${why}` })

describe('a configuration file', () => {
  test('is read only when somebody names one', () => {
    expect(sourcesOf({ CONFIG_FILE: ' ' })).toEqual({ environment: { CONFIG_FILE: ' ' }, file: undefined })
  })

  test('is YAML or JSON, and may be a symbolic link', () => {
    symlinkSync(write('real.yaml', 'server:\n  port: 9000 # a number\n'), join(folder, 'link.yaml'))

    expect(read(join(folder, 'link.yaml'))).toEqual({ kind: 'read', tree: { server: { port: 9000 } } })
    expect(read(write('a.json', '{"server":{"port":9000}}'))).toEqual({ kind: 'read', tree: { server: { port: 9000 } } })
    expect(read(write('empty.yaml', ''))).toEqual({ kind: 'read', tree: null })
  })

  test('that cannot be read is a problem, by name', () => {
    expect(read(join(folder, 'nowhere'))).toEqual(unreadable(join(folder, 'nowhere'), 'cannot be read'))
    expect(read(folder)).toEqual(unreadable(folder, 'cannot be read'))
    const large = write('large', `a: ${'x'.repeat(1_000_001)}`)
    expect(read(large)).toEqual(unreadable(large, 'is larger than 1 MB'))
    const latin = write('latin', new Uint8Array([0x61, 0x3a, 0x20, 0xe9]))
    expect(read(latin)).toEqual(unreadable(latin, 'is not UTF-8, or uses aliases without end'))
  })

  test('with a mistake is named by line, and the line is not repeated', () => {
    const bad = write('bad.yaml', 'discord:\n  botToken: "my secret\n')
    const twice = write('twice.yaml', 'discord: 1\ndiscord: 2\n')

    expect(read(bad)).toEqual(unreadable(bad, 'is no YAML: line 3, MISSING_CHAR'))
    expect(read(twice)).toEqual(unreadable(twice, 'is no YAML: line 2, DUPLICATE_KEY'))
  })

  test('with aliases of aliases is given up', () => {
    const lines = [
      'a: &a [1,1,1,1,1,1,1,1,1]',
      ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`),
    ]
    const bomb = write('bomb.yaml', lines.join('\n'))

    expect(read(bomb)).toEqual(unreadable(bomb, 'is not UTF-8, or uses aliases without end'))
  })

  test('[F89] keeps any text as it was written, in YAML and in JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
        const tree = { discord: { botToken: secret } }
        expect(read(write('any.yaml', stringify(tree)))).toEqual({ kind: 'read', tree })
        expect(read(write('any.json', JSON.stringify(tree)))).toEqual({ kind: 'read', tree })
      }),
      { seed: 89, numRuns: 200 },
    )
  })
})
