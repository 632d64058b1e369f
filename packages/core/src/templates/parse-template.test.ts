import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTemplate } from './parse-template.ts'
import type { Variables } from './variable.ts'

const text = { kind: 'text', doc: '', sample: '' } as const
const variables: Variables = {
  title: text,
  entry: { title: text, at: { kind: 'instant', doc: '', sample: 0 }, url: { kind: 'url', doc: '', sample: '' } },
}
const parse = (source: string) => parseTemplate(source, variables)
const problemsOf = (source: string) => {
  const parsed = parse(source)
  return parsed.kind === 'invalid' ? parsed.problems : []
}
const codesOf = (source: string) => problemsOf(source).map(({ code }) => code)
/** Sources that are mostly tags and pieces of tags. */
const tagSoup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{{',
        '}}',
        '{',
        '}',
        '#if ',
        '/if',
        'else',
        'title',
        '.',
        '|',
        ':',
        '"',
        '\\',
        'default',
        '](',
        'https://',
        ' ',
        '{{title}}',
        '{{#if title}}',
        '{{/if}}',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 300 },
  )
  .map((pieces) => pieces.join(''))

describe('parseTemplate', () => {
  test('reads words, values with filters, and a choice', () => {
    const parsed = parse('A {{entry.title | truncate:5 | default:"x\\"y"}}{{#if title}}b{{else}}c{{/if}}')

    const entryTitle = { kind: 'insertion', path: ['entry', 'title'], variable: 'text', place: 'text' }
    expect(parsed).toMatchObject({
      kind: 'parsed',
      template: [
        { kind: 'words', text: 'A ' },
        {
          ...entryTitle,
          filters: [
            { name: 'truncate', length: 5 },
            { name: 'default', text: 'x"y' },
          ],
        },
        { kind: 'choice', path: ['title'], there: [{ kind: 'words', text: 'b' }], otherwise: [{ kind: 'words', text: 'c' }] },
      ],
    })
  })

  test('what is no tag is text: single braces, and an end without a beginning', () => {
    expect(parse('{a} }} {')).toMatchObject({ kind: 'parsed', template: [{ kind: 'words', text: '{a} }} {' }] })
  })

  test('names every problem with the place of its tag, and goes on behind it', () => {
    expect(problemsOf('{{nobody}} {{title | shout}} {{entry}}{{title')).toEqual([
      { code: 'unknown-variable', at: 0, name: 'nobody' },
      { code: 'unknown-filter', at: 11, name: 'shout' },
      { code: 'unknown-variable', at: 29, name: 'entry' },
      { code: 'unclosed-tag', at: 38 },
    ])
  })

  test('[B31] no path reaches what an object has by its making', () => {
    expect(codesOf('{{constructor.constructor}}{{__proto__}}{{entry.prototype}}{{#if title.__proto__}}{{/if}}')).toEqual([
      'blocked-name',
      'blocked-name',
      'blocked-name',
      'blocked-name',
      'section-not-open',
    ])
    expect(codesOf('{{toString}}{{entry.hasOwnProperty}}{{title | constructor:"x"}}')).toEqual([
      'unknown-variable',
      'unknown-variable',
      'unknown-filter',
    ])
  })

  test('[B31] what the table of variables has by its making is no variable', () => {
    expect(parseTemplate('{{title}}', Object.create(variables))).toMatchObject({ problems: [{ code: 'unknown-variable' }] })
  })

  test('[B31] there are no calls, partials, loops, raw tags or ranges to be written', () => {
    const foreign = [
      '{{title()}}',
      '{{> title}}',
      '{{{title}}}',
      '{{&title}}',
      '{{title[0]}}',
      '{{"x"}}',
      '{{(1..9)}}',
      '{{= << >> =}}',
      '{{}}',
    ]
    expect(foreign.flatMap(codesOf)).toEqual(foreign.map(() => 'not-a-tag'))
    expect(codesOf('{{#each title}}{{/each}}{{#with title}}{{/with}}')).toEqual(Array(4).fill('unknown-section'))
  })

  test('[B33] a tag, a text or a section without its end is a problem at its place', () => {
    expect(problemsOf('ab{{title')).toEqual([{ code: 'unclosed-tag', at: 2 }])
    expect(problemsOf('{{title | default:"}}')).toEqual([{ code: 'unclosed-tag', at: 0 }])
    expect(problemsOf('ab{{#if title}}cd')).toEqual([{ code: 'section-not-closed', at: 2 }])
    expect(codesOf('{{/if}}{{else}}')).toEqual(['section-not-open', 'section-not-open'])
    expect(codesOf('{{#if title}}{{else}}{{else}}{{/if}}')).toEqual(['section-not-open'])
  })

  test('[B33] a section inside a section, a path of nine names, five filters and sixty-five tags are too many', () => {
    expect(codesOf('{{#if title}}{{#if title}}{{/if}}')).toEqual(['section-in-section'])
    expect(codesOf('{{a.b.c.d.e.f.g.h.i}}')).toEqual(['path-too-deep'])
    expect(codesOf(`{{title${' | upper'.repeat(5)}}}`)).toEqual(['too-many-filters'])
    expect(codesOf('{{title}}'.repeat(64))).toEqual([])
    expect(problemsOf('{{title}}'.repeat(65))).toEqual([{ code: 'too-many-tags', at: 576 }])
  })

  test('[B33] of a megabyte nothing is read', () => {
    expect(parse('{{'.repeat(500_000))).toEqual({ kind: 'invalid', problems: [{ code: 'source-too-long', at: 4096 }], steps: 0 })
    expect(parse('x'.repeat(4096)).kind).toBe('parsed')
  })

  test('a filter has to fit the kind of its variable, and its argument', () => {
    const wrong = [
      'entry.at | upper',
      'title | date:"R"',
      'entry.at | date:"x"',
      'title | truncate:0',
      'title | default',
      'title | upper:"a"',
      'title | upper:',
    ]
    expect(wrong.flatMap((tag) => codesOf(`{{${tag}}}`))).toEqual(wrong.map(() => 'filter-does-not-fit'))
  })

  test('knows where in an address a value lands, and refuses when that depends on a choice', () => {
    const placesOf = (source: string) => {
      const parsed = parse(source)
      return parsed.kind === 'parsed' ? parsed.template.flatMap((node) => (node.kind === 'insertion' ? [node.place] : [])) : parsed
    }
    expect(placesOf('{{title}}[{{title}}]({{entry.url}}{{title}}) {{title}}')).toEqual([
      'text',
      'text',
      'address',
      'inside-address',
      'text',
    ])
    expect(placesOf('https://a/{{title}} {{title}}<https://{{title}}>{{title}}')).toEqual([
      'inside-address',
      'text',
      'inside-address',
      'text',
    ])
    expect(placesOf('[x]{{title}}({{title}})')).toEqual(['text', 'address'])
    expect(placesOf('[x]{{#if title}}{{else}}y{{/if}}({{title}})')).toEqual(['address'])
    expect(codesOf('{{#if title}}[x]({{else}}y{{/if}}{{title}}')).toEqual(['address-across-branches'])
  })

  test('takes any string, and every problem of it has a place in it', () => {
    fc.assert(
      fc.property(fc.oneof(tagSoup, fc.string({ unit: 'binary', maxLength: 6000 })), (source) => {
        expect(problemsOf(source).every(({ at }) => at >= 0 && at <= source.length)).toBe(true)
      }),
      { seed: 31, numRuns: 500 },
    )
  })

  test('looks at a character three times at the most, whatever the source is', () => {
    fc.assert(
      fc.property(tagSoup, (source) => {
        expect(parse(source).steps).toBeLessThanOrEqual(3 * source.length + 3)
      }),
      { seed: 33, numRuns: 500 },
    )
  })

  test('[B33] twice the source is twice the work for what makes other parsers slow', () => {
    const bombs = ['{{', '{{#if title}}', '{{title | default:"', '{{"\\', '{{a.', '}}{{ ', '](', '{{title | upper']
    const stepsOf = (bomb: string, length: number) => parse(bomb.repeat(length).slice(0, length)).steps
    expect(bombs.map((bomb) => stepsOf(bomb, 4000) / stepsOf(bomb, 2000)).filter((growth) => growth > 2.1)).toEqual([])
  })
})
