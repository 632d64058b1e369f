import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTemplate } from './parse-template.ts'
import type { RenderContext } from './render-context.ts'
import { renderTemplate } from './render-template.ts'
import type { TemplateData, Variables } from './variable.ts'

const variables: Variables = {
  title: { kind: 'text', doc: '', sample: '' },
  about: { kind: 'prose', doc: '', sample: '' },
  url: { kind: 'url', doc: '', sample: '' },
  at: { kind: 'instant', doc: '', sample: 0 },
  length: { kind: 'duration', doc: '', sample: 0 },
  came: { kind: 'people', doc: '', sample: 0 },
  roles: { kind: 'roles', doc: '', sample: [] },
}
const context: RenderContext = {
  locale: 'en',
  isRightToLeft: false,
  maxLength: 2000,
  mentionable: ['110000000000000001'],
  people: (count) => `${count} people`,
}

function render(source: string, data: TemplateData, changes: Partial<RenderContext> = {}): string {
  const parsed = parseTemplate(source, variables)
  return parsed.kind === 'parsed'
    ? renderTemplate(parsed.template, data, { ...context, ...changes })
    : parsed.problems.map(({ code }) => code).join()
}
const titled = (title: string) => render('{{title}}', { title })

describe('renderTemplate', () => {
  test('shows each kind in its own way', () => {
    const data = { title: 'Reefs', url: 'https://a.example/x', at: 1_800_000_000_999, length: 3725, came: 3, roles: ['110000000000000001'] }

    expect(render('{{title}} {{url}} {{at | date:"R"}} {{at}} {{length}} {{came}} {{roles}}', data)).toBe(
      'Reefs https://a.example/x <t:1800000000:R> <t:1800000000:f> 1:02:05 3 people <@&110000000000000001>',
    )
  })

  test('chooses by what is there: an empty text, a zero and an address that may not be shown are not', () => {
    const source = '{{#if title}}t{{else}}-{{/if}}{{#if came}}c{{else}}-{{/if}}{{#if url}}u{{else}}-{{/if}}'

    expect(render(source, { title: ' ', came: 0, url: 'javascript:1' })).toBe('---')
    expect(render(source, { title: 'x', came: 1, url: 'https://a.example/' })).toBe('tcu')
  })

  test('filters in their order', () => {
    expect(render('{{title | truncate:4 | upper}}', { title: 'straße' })).toBe('STR…')
    expect(render('{{title | lower | default:"none"}}', {})).toBe('none')
  })

  test('[B32] a value that looks like a tag or a placeholder is text, and is not read again', () => {
    expect(titled('{{ENV_DISCORD_TOKEN}} {{about}}')).toBe('{{ENV\\_DISCORD\\_TOKEN}} {{about}}')
    expect(render('{{title}}', { title: '{{about}}', about: 'read twice' })).not.toContain('read twice')
    expect(render('{{{title}}', { title: '{x}}' })).toBe('not-a-tag')
  })

  test('[B34] no mention, command or timestamp in a value works', () => {
    expect(titled('@everyone @here <@&1> <@2> <#3> </cmd:4> <t:5:R> <:e:6>')).toBe(
      '\\@everyone \\@here \\<\\@&1\\> \\<\\@2\\> \\<\\#3\\> \\</cmd:4\\> \\<t:5:R\\> \\<:e:6\\>',
    )
  })

  test('[B35] an @ with something invisible behind it, or in full width, is an ordinary one that is escaped', () => {
    expect(titled('@\u200Beveryone @\u2060here \uFF20everyone \uFE6Bhere @\u{E0041}x')).toBe('\\@everyone \\@here \\@everyone \\@here \\@x')
  })

  test('[B36] a masked link is shown as it is written, and no address in a value becomes a link', () => {
    expect(titled('[bank](http://evil.example)')).toBe('\\[bank\\]\\(http\\://evil.example\\)')
  })

  test('[B36] a value cannot end the words or the address of a link that it stands in', () => {
    const source = '[{{title}}](https://a.example/?q={{title}})'
    expect(render(source, { title: 'x](https://evil.example) [y' })).toBe(
      '[x\\]\\(https\\://evil.example\\) \\[y](https://a.example/?q=x%5D%28https%3A%2F%2Fevil.example%29%20%5By)',
    )
    expect(render('[x]({{title}})', { title: 'https://evil.example' })).toBe('[x](https%3A%2F%2Fevil.example)')
  })

  test('[B37] code fences, spoilers, headings, lists and quotes in a value are text', () => {
    expect(titled('```js\n# big\n||no|| > q')).toBe('\\`\\`\\`js \\# big \\|\\|no\\|\\| \\> q')
    expect(render('{{about}}', { about: '- a\n+ b\n1. c\n-# small\n>>> q' })).toBe('\\- a\n\\+ b\n1\\. c\n-\\# small\n\\>\\>\\> q')
  })

  test('[B38] nothing in a value turns the direction of writing, and marks are not piled up', () => {
    expect(titled('abc\u202Efdp\u2066x\u061C')).toBe('abcfdpx')
    expect(titled(`e${'\u0301'.repeat(10_000)}`)).toBe(`e${'\u0301'.repeat(4)}`)
    expect(titled(`e${'\u0301\u200D'.repeat(400)}`)).toHaveLength(5)
  })

  test('[B38] emoji of several parts and pointed Hebrew stay whole', () => {
    expect(titled('👨‍👩‍👧‍👦 ❤️‍🔥')).toBe('👨‍👩‍👧‍👦 ❤️‍🔥')
    expect(titled('שָׁלוֹם')).toBe('\u2068שָׁלוֹם\u2069')
  })

  test('[B39] the output ends in an ellipsis where it would be too long, never in half a character, escape or mention', () => {
    expect(render('{{title}}', { title: '*'.repeat(50) }, { maxLength: 10 })).toBe(`${'\\*'.repeat(4)}…`)
    expect(render('{{title}}', { title: '😀'.repeat(50) }, { maxLength: 8 })).toBe('😀😀😀…')
    expect(render('ab{{roles}}', { roles: ['110000000000000001'] }, { maxLength: 20 })).toBe('ab…')
    expect(render('{{title}} b', { title: 'שלום עולם' }, { maxLength: 8 })).toBe('\u2068שלום \u2069…')
  })

  test('[B40] an address of another scheme, or one that carries a name or a KS, is left out', () => {
    const shown = (url: string) => render('{{url | default:"-"}}', { url })
    expect(['javascript:alert(1)', 'data:text/html,x', 'http://a.example', 'https://u:p@a.example', '//a.example'].map(shown)).toEqual(
      Array(5).fill('-'),
    )
    expect(shown('https://a.example/x?ks=djJ8MTIzNDV8aGVsbG8gd29ybGQ')).toBe('-')
    expect(shown('https://a.example/(x)[y]?q=<a>@b')).toBe('https://a.example/%28x%29%5By%5D?q=%3Ca%3E%40b')
  })

  test('[B42] only an allowed role is mentioned, whatever the data name', () => {
    expect(render('{{roles}}', { roles: ['110000000000000001', '220000000000000002'] })).toBe('<@&110000000000000001>')
    expect(render('{{roles}}', { roles: ['everyone'] }, { mentionable: ['everyone'] })).toBe('')
  })

  test('[B44] what is not there, or of another kind, is nothing: never undefined, null, NaN or an object', () => {
    const source = '[{{title}}{{about}}{{url}}{{at}}{{length}}{{came}}{{roles}}]'
    expect(render(source, {})).toBe('[]')
    expect(
      render(source, { title: {}, about: ['x'], url: 5, at: Number.NaN, length: -1, came: Number.POSITIVE_INFINITY, roles: 'x' }),
    ).toBe('[]')
    expect(render(source, { at: 1e300, title: undefined, length: 1e300 })).toBe('[]')
  })

  test('[B43] a text of a million characters is cut before anything looks at it', () => {
    expect(titled(`${'a '.repeat(500_000)}{{title`)).toHaveLength(999)
    expect(titled(' \n'.repeat(500_000))).toBe('')
  })

  test('[B31] a value that only a prototype has is not there', () => {
    expect(render('[{{title}}]', Object.create({ title: 'inherited' }))).toBe('[]')
  })

  test('lets a Hebrew value among English words, and an English one among Hebrew words, keep its direction', () => {
    expect(titled('שלום')).toBe('\u2068שלום\u2069')
    expect(render('הקלטה: {{title}}', { title: 'Reefs' }, { isRightToLeft: true })).toBe('הקלטה: \u2068Reefs\u2069')
  })

  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.constantFrom('{{title}}', '\\', '`', ')', '](', 'https://', '@everyone', '\u202E', 'ש', '<@&110000000000000001>'))
      .map((parts) => parts.join('')),
    fc.double(),
    fc.array(fc.string()),
    fc.constant(undefined),
  )
  const anyData = fc.dictionary(fc.constantFrom(...Object.keys(variables)), value)
  const source = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...Object.keys(variables).map((name) => `{{${name}}}`),
          '{{#if title}}',
          '{{else}}',
          '{{/if}}',
          '[',
          '](',
          ')',
          ' ',
        ),
        fc.string({ maxLength: 5 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''))

  test('is total and bounded, and prints no data that its variables do not name', () => {
    fc.assert(
      fc.property(source, anyData, fc.integer({ min: 0, max: 300 }), (written, data, maxLength) => {
        const output = render(written, { ...data, secret: 'MARKED', inner: { token: 'MARKED' } }, { maxLength: maxLength + 100 })
        expect(output.length).toBeLessThanOrEqual(maxLength + 100)
        expect(output).not.toContain('MARKED')
      }),
      { seed: 44, numRuns: 1000 },
    )
  })

  test('never mentions whom a value names', () => {
    fc.assert(
      fc.property(anyData, (data) => {
        expect(render('{{title}} {{about}} [{{title}}](https://a.example/{{about}}) {{url}}', data)).not.toMatch(/(?<!\\)(?:\\\\)*[@<]/)
      }),
      { seed: 34, numRuns: 500 },
    )
  })
})
