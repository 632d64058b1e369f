import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Inline, markdownLimit, parseMarkdown } from './markdown.ts'
import { formatTimestamp } from './timestamp.ts'

describe('Markdown', () => {
  test('bold, italic, underline and strike nest', () => {
    expect(parseMarkdown('**a *b* c** __u__ ~~s~~')).toEqual([
      { kind: 'strong', children: [text('a '), { kind: 'emphasis', children: [text('b')] }, text(' c')] },
      text(' '),
      { kind: 'underline', children: [text('u')] },
      text(' '),
      { kind: 'strike', children: [text('s')] },
    ])
  })

  test('code shows its content as it was written', () => {
    expect(parseMarkdown('`**no**` ```js\nlet a = 1\n```')).toEqual([
      { kind: 'code', text: '**no**' },
      text(' '),
      { kind: 'codeBlock', text: 'let a = 1' },
    ])
  })

  test('a backslash takes its meaning from any sign, and is itself where a letter follows', () => {
    const shown = parseMarkdown('\\@everyone https\\://a.test \\- 1\\. C:\\Users').map((node) =>
      node.kind === 'text' ? node.text : node.kind,
    )
    expect(shown.join('')).toBe('@everyone https://a.test - 1. C:\\Users')
  })

  test('a labelled link and a bare address become links, without the full stop that ends the sentence', () => {
    expect(parseMarkdown('[Join](https://a.test/x) or https://b.test/y.')).toEqual([
      { kind: 'link', href: 'https://a.test/x', children: [text('Join')] },
      text(' or '),
      { kind: 'link', href: 'https://b.test/y', children: [text('https://b.test/y')] },
      text('.'),
    ])
  })

  test('a script address is never a link', () => {
    expect(parseMarkdown('[x](javascript:alert(1))')).toEqual([text('[x](javascript:alert(1))')])
  })

  test('HTML stays text', () => {
    expect(parseMarkdown('<img src=x onerror=alert(1)>')).toEqual([text('<img src=x onerror=alert(1)>')])
  })

  test('timestamps, mentions, command mentions and emoji are recognised', () => {
    expect(parseMarkdown('<t:1700000000:R><@20><@&30><#11></kaltura watch:9><:play:55>')).toEqual([
      { kind: 'time', unixS: 1_700_000_000, style: 'R' },
      { kind: 'mention', of: 'user', id: '20' },
      { kind: 'mention', of: 'role', id: '30' },
      { kind: 'mention', of: 'channel', id: '11' },
      { kind: 'command', name: 'kaltura watch' },
      text(':play:'),
    ])
  })

  test('a backslash keeps an asterisk, and snake_case keeps its underscores', () => {
    expect(flat(parseMarkdown('2 \\* 3 and a_b_c'))).toBe('2 * 3 and a_b_c')
    expect(parseMarkdown('a_b_c')).toEqual([text('a_b_c')])
  })

  test('a timestamp beyond what a date can hold stays text', () => {
    expect(parseMarkdown('<t:9999999999999>')).toEqual([text('<t:9999999999999>')])
  })

  test('any text gives a tree whose links are http(s) and whose words were all in the text', () => {
    const piece = fc.constantFrom(
      '**',
      '*',
      '_',
      '__',
      '~~',
      '`',
      '```',
      '[',
      '](',
      ')',
      '<t:',
      '<@',
      '>',
      'https://a.test',
      'javascript:',
      '\\',
      '\n',
      ' a ',
      '1',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
        ),
        (source) => {
          const tree = parseMarkdown(source)
          expect(links(tree).every((href) => /^https?:/.test(href))).toBe(true)
          expect(flat(tree).length).toBeLessThanOrEqual(source.length)
        },
      ),
      { seed: 11, numRuns: 500 },
    )
  })

  test('a huge hostile text is cut and still parsed quickly', () => {
    const started = process.cpuUsage()
    const tree = parseMarkdown('**[`_'.repeat(20_000))
    expect(flat(tree).length).toBeLessThanOrEqual(markdownLimit)
    expect(process.cpuUsage(started).user).toBeLessThan(1_500_000)
  })
})

describe('timestamps', () => {
  const at = { unixS: 1_700_000_000, nowMs: 1_700_000_000_000, locale: 'en-GB', timeZone: 'UTC' }

  test('a relative time uses the largest unit that fits', () => {
    expect(formatTimestamp({ ...at, style: 'R', nowMs: at.nowMs + 7_300_000 })).toBe('2 hours ago')
    expect(formatTimestamp({ ...at, style: 'R', nowMs: at.nowMs - 90_000 })).toBe('in 1 minute')
  })

  test('the other styles are dates and times of the reader', () => {
    expect(formatTimestamp({ ...at, style: 't' })).toBe('22:13')
    expect(formatTimestamp({ ...at, style: 'D' })).toBe('14 November 2023')
  })
})

const text = (value: string): Inline => ({ kind: 'text', text: value })

function flat(tree: readonly Inline[]): string {
  return tree.map((node) => ('children' in node ? flat(node.children) : 'text' in node ? node.text : '')).join('')
}

function links(tree: readonly Inline[]): string[] {
  return tree.flatMap((node) => [...(node.kind === 'link' ? [node.href] : []), ...('children' in node ? links(node.children) : [])])
}
