import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readSettings } from '@kaltura-discord/core'
import { parse } from 'dotenv'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { settingRows } from '../../packages/core/src/config/settings.ts'
import { strayLines } from '../start/env-file.ts'
import { writtenPages } from './written-pages.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')

describe('what is written from the table of settings', () => {
  test.each(Object.entries(writtenPages(settingRows)))('%s is as the table says; `npm run settings` writes it', (path, text) => {
    expect(read(path)).toBe(text)
  })

  test('.env.example, copied as it is, sets nothing, so the sandbox starts', () => {
    const source = read('.env.example')

    expect(strayLines(source)).toEqual([])
    expect(readSettings({ environment: parse(source) })).toEqual({ kind: 'absent' })
  })

  test('a secret is marked as one, a default for production is said, and words stay words', () => {
    const pages = writtenPages([
      { name: 'A_TOKEN', path: 'a.token', schema: z.string(), doc: 'A token', targets: ['bot'], secret: true },
      { name: 'A_TIME', path: 'a.time', schema: z.string(), doc: 'A time, <s>|', default: '1', productionDefault: '60', targets: ['auth'] },
    ])

    expect(pages['.env.example']).toContain('# A token (secret)\nA_TOKEN=\n\n# A time, <s>|; 60 in production\n# A_TIME=1\n')
    expect(pages['docs/settings.md']).toContain(
      '| `A_TOKEN` | `a.token` | required | A token |\n| `A_TIME` | `a.time` | `1` | A time, &lt;s>\\|; 60 in production |',
    )
    expect(pages['docs/settings.md']?.split('which secret')[1]).toBe(
      '\n\n| | gateway | kaltura | auth | config | notifications | activity | bot |\n|---|---|---|---|---|---|---|---|\n| `A_TOKEN` |  |  |  |  |  |  | yes |\n',
    )
  })
})
