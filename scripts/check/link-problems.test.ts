import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { headingAnchors, linkProblems } from './link-problems.ts'
import { givesAway, machineNames } from './machine-names.ts'

const root = mkdtempSync(join(tmpdir(), 'links-'))
afterAll(() => rmSync(root, { recursive: true }))
mkdirSync(join(root, 'docs'))
writeFileSync(join(root, 'LICENSE'), 'MIT')

function problems(readme: string, guide = '# A guide\n') {
  writeFileSync(join(root, 'README.md'), readme)
  writeFileSync(join(root, 'docs/guide.md'), guide)
  const files = [
    { path: 'README.md', text: readme },
    { path: 'docs/guide.md', text: guide },
  ]
  return linkProblems(files, root)
}

describe('a link in a Markdown file', () => {
  test('may lead to a file, a folder, a heading, or the web', () => {
    const readme =
      '# Start\n[a](docs/guide.md#a-guide) [b](docs) [c](#start) [d](https://example.com/x#y) ![e](LICENSE "MIT") <a href="docs/guide.md">f</a>\n'

    expect(problems(readme, '# A guide\n[up](../README.md#start)\n')).toEqual([])
  })

  test('that leads nowhere is named with its line', () => {
    expect(problems('\n[a](docs/none.md)')).toEqual(['README.md:2: docs/none.md is not there'])
    expect(problems('[a](docs/guide.md#b-guide)')).toEqual(['README.md:1: docs/guide.md#b-guide has no such heading'])
    expect(problems('[a](../elsewhere.md)')).toEqual(['README.md:1: ../elsewhere.md leads out of the repository'])
    expect(problems('[a][x]\n\n[x]: none.md\n')).toEqual(['README.md:3: none.md is not there'])
  })

  test('in code is no link', () => {
    expect(problems('`[a](none.md)`\n\n```md\n[a](none.md)\n```\n')).toEqual([])
  })
})

test('headings get the anchors that GitHub gives them', () => {
  const anchors = headingAnchors('# `npm start`: what it does\n## Über uns\n## Notes\n## Notes\n```sh\n# no heading\n```\n')

  expect([...anchors]).toEqual(['npm-start-what-it-does', 'über-uns', 'notes', 'notes-1'])
})

describe('names of machines', () => {
  test('are where the repository lies and the registry that npm asks', () => {
    expect(machineNames({ root: '/builds/ours', registry: 'https://packages.example.com/npm/' })).toEqual([
      '/builds/ours',
      '/builds/',
      'packages.example.com',
    ])
  })

  test('are not the folders that every machine has', () => {
    expect(machineNames({ root: '/srv/clone', registry: undefined })).toEqual(['/srv/clone'])
  })

  test('are personal folders anywhere, and not the routes of a server', () => {
    expect(givesAway.test('see /home/alex/notes')).toBe(true)
    expect(givesAway.test('GET https://example.com/home/page')).toBe(false)
  })
})
