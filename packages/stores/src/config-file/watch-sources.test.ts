import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfigFile } from '@kaltura-discord/core'
import { afterAll, describe, expect, test } from 'vitest'
import { watchSources } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'watch-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Watches a file; `look` is what a second later would be. */
function watching(path: string) {
  const seen: (ConfigFile | undefined)[] = []
  let look: () => void = () => undefined
  const stop = watchSources({
    environment: { CONFIG_FILE: path },
    onChanged: ({ file }) => seen.push(file),
    every: (run) => {
      look = run
      return () => {
        look = () => undefined
      }
    },
  })
  return { seen, look: () => look(), stop }
}

describe('a watched configuration file', () => {
  test('is read again when it has changed, and only then', () => {
    const path = join(folder, 'a.yaml')
    writeFileSync(path, 'server: { port: 1 }')
    const { seen, look, stop } = watching(path)
    look()
    expect(seen).toEqual([])

    writeFileSync(path, 'server: { port: 1000 }')
    look()
    look()
    expect(seen).toEqual([{ kind: 'read', tree: { server: { port: 1000 } } }])
    stop()
    writeFileSync(path, '')
    look()
    expect(seen).toHaveLength(1)
  })

  test('is followed where another takes its place, by a rename or by a link that leads elsewhere', () => {
    writeFileSync(join(folder, 'one'), 'a: 1')
    writeFileSync(join(folder, 'two'), 'a: 2')
    symlinkSync(join(folder, 'one'), join(folder, 'link'))
    const { seen, look } = watching(join(folder, 'link'))
    symlinkSync(join(folder, 'two'), join(folder, 'next'))
    renameSync(join(folder, 'next'), join(folder, 'link'))
    look()

    expect(seen).toEqual([{ kind: 'read', tree: { a: 2 } }])
  })

  test('may go and come back', () => {
    const path = join(folder, 'gone.yaml')
    const { seen, look } = watching(path)
    writeFileSync(path, 'a: 1')
    look()
    rmSync(path)
    look()

    expect(seen.map((file) => file?.kind)).toEqual(['read', 'unreadable'])
  })
})
