import { escapeMarkdown, renderNotification } from '@kaltura-discord/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Inline, parseMarkdown } from './markdown.ts'

const markup = [
  '*',
  '_',
  '~',
  '`',
  '|',
  '>',
  '#',
  '[',
  ']',
  '(',
  ')',
  '<',
  '@',
  '\\',
  '&',
  ':',
  '/',
  '-',
  '.',
  '!',
  ' ',
  '\n',
  '1',
  '200000000000000001',
  't:5:R',
]
const temptations = [
  'https://evil.example',
  '[bank](https://evil.example)',
  '<@&200000000000000001>',
  '</cmd:5>',
  '<t:5:R>',
  '**b**',
  '```',
  '@everyone',
  '||',
]
const somebodysText = fc
  .array(fc.oneof(fc.constantFrom(...markup, ...temptations), fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 40 })
  .map((parts) => parts.join(''))

describe("somebody's text, read as Discord reads it", () => {
  test('is nothing but text when it was escaped', () => {
    fc.assert(
      fc.property(somebodysText, (text) => {
        expect(parseMarkdown(escapeMarkdown(text)).filter(isMarkup)).toEqual([])
      }),
      { seed: 36, numRuns: 1000 },
    )
  })

  test('adds no link, mention or form to those of the template that it is put into', () => {
    const content = '**{{video.title}}** [{{video.title}}](https://a.example/?q={{video.title}}) <t:7:R>'
    fc.assert(
      fc.property(somebodysText, (title) => {
        const text = `x${title}`.slice(0, 60)
        const { body } = renderNotification({ event: 'entry-ready', locale: 'en', data: { video: { title: text } }, template: { content } })
        const found = parseMarkdown(body.content ?? '').filter(isMarkup)
        expect(found.map(({ kind }) => kind)).toEqual(['strong', 'link', 'time'])
        expect(found.flatMap((node) => (node.kind === 'link' ? [new URL(node.href).origin] : []))).toEqual(['https://a.example'])
      }),
      { seed: 37, numRuns: 1000 },
    )
  })
})

function isMarkup({ kind }: Inline): boolean {
  return kind !== 'text'
}
