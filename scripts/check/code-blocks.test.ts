import { describe, expect, test } from 'vitest'
import { codeBlocks, moduleOf } from './code-blocks.ts'

describe('the code blocks of a Markdown file', () => {
  test('are those marked ts or tsx, with the line where each begins', () => {
    const markdown = 'Hello\n\n```ts\nconst a = 1\n```\n\n```sh\nnpm start\n```\n\n```tsx\nconst b = <p />\n```\n'

    expect(codeBlocks(markdown)).toEqual([
      { line: 4, language: 'ts', code: 'const a = 1\n' },
      { line: 12, language: 'tsx', code: 'const b = <p />\n' },
    ])
  })

  test('take for granted what the comment above them declares, and keep their line', () => {
    const [block] = codeBlocks('<!-- given: declare const secret: string -->\n```ts\nlog(secret)\n```\n')

    expect(block).toEqual({ line: 3, language: 'ts', code: 'log(secret)\ndeclare const secret: string\n' })
  })

  test('become modules with the line numbers of the page', () => {
    const [block] = codeBlocks('# Title\n\n```ts\nrun()\n```\n')

    expect(block && moduleOf(block).split('\n').indexOf('run()')).toBe(3)
  })
})
