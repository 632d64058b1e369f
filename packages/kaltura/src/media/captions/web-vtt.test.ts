import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { webVttOf } from './web-vtt.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const seeded = { seed: 20_270_116, numRuns: 200 }

const line = fc
  .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 40 })
  .map((text) => `x ${text.replace(/[\s<>{}&\\\p{C}]+/gu, ' ').trim()}`.trim())
const cue = fc.record({
  startMs: fc.integer({ min: 0, max: 360_000_000 }),
  lengthMs: fc.integer({ min: 1, max: 60_000 }),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
})
const cues = fc.array(cue, { minLength: 1, maxLength: 12 })
type Cues = typeof cues extends fc.Arbitrary<infer Value> ? Value : never

/** `01:02:03,004` */
function stamp(ms: number, point: string): string {
  const [hours, rest] = [Math.floor(ms / 3_600_000), new Date(ms % 3_600_000).toISOString().slice(14, 23)]
  return `${String(hours).padStart(2, '0')}:${rest.replace('.', point)}`
}

function expected(all: Cues): string {
  const blocks = all.map(({ startMs, lengthMs, lines }) => [`${stamp(startMs, '.')} --> ${stamp(startMs + lengthMs, '.')}`, ...lines, ''])
  return ['WEBVTT', '', ...blocks.flatMap((block) => [...block])].join('\n')
}

describe('captions become WebVTT', () => {
  test('from SubRip, with the same times and words', () => {
    fc.assert(
      fc.property(cues, fc.constantFrom('\n', '\r\n', '\r'), (all, newline) => {
        const blocks = all.map(({ startMs, lengthMs, lines }, index) =>
          [index + 1, `${stamp(startMs, ',')} --> ${stamp(startMs + lengthMs, ',')}`, ...lines, '', ''].join(newline),
        )
        expect(webVttOf(bytes(blocks.join('')))).toBe(expected(all))
      }),
      seeded,
    )
  })

  test('from Timed Text, with the same times and words', () => {
    fc.assert(
      fc.property(cues, (all) => {
        const paragraphs = all.map(
          ({ startMs, lengthMs, lines }) =>
            `<p begin="${stamp(startMs, '.')}" end='${stamp(startMs + lengthMs, '.')}'>${lines.join('<br/>')}</p>`,
        )
        const file = `<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml"><body><div>${paragraphs.join('\n')}</div></body></tt>`
        expect(webVttOf(bytes(file))).toBe(expected(all))
      }),
      seeded,
    )
  })

  test('whatever the file holds: nothing is thrown, and no word becomes a time or markup', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '00:00:01,000 --> 00:00:02,000',
        '\n',
        '\n\n',
        '<p begin="1s" end="2s">',
        '<tt>',
        '</p>',
        '<!--',
        '-->',
        '&#0;',
        '&lt;',
        '"',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const [head, ...blocks] = (webVttOf(bytes(pieces.join('').replace(/^\uFEFF?WEBVTT/, ''))) ?? 'WEBVTT\n').split('\n\n')
        expect(head?.trim()).toBe('WEBVTT')
        expect(blocks.join('\n').replace(/^\d{2,4}:\d\d:\d\d\.\d{3} --> \d{2,4}:\d\d:\d\d\.\d{3}$/gm, '')).not.toMatch(/[<>]/)
      }),
      seeded,
    )
  })

  test('from WebVTT by leaving it as it is, but for its line ends and its byte order mark', () => {
    expect(webVttOf(bytes('\uFEFFWEBVTT - made by hand\r\n\r\n00:01.000 --> 00:02.000 align:start\r\n<i>Moon</i>\r\n'))).toBe(
      'WEBVTT - made by hand\n\n00:01.000 --> 00:02.000 align:start\n<i>Moon</i>\n',
    )
  })

  test.each([
    ['a fraction of one digit', '1\n00:00:01,5 --> 00:00:02,25\nMoon\n', '00:00:01.500 --> 00:00:02.250\nMoon\n'],
    ['no hours', '1\n00:01,500 --> 00:02,250\nMoon\n', '00:00:01.500 --> 00:00:02.250\nMoon\n'],
    [
      'no blank line between cues',
      '1\n00:00:01,0 --> 00:00:02,0\nMoon\n2\n00:00:02,0 --> 00:00:03,0\nSun\n',
      '00:00:01.000 --> 00:00:02.000\nMoon\n\n00:00:02.000 --> 00:00:03.000\nSun\n',
    ],
    [
      'markup, and what looks like it',
      '1\n00:00:01,0 --> 00:00:02,0\n{\\an8}<font color="red">a < b</font> --> <i>Moon</i> & sun\n',
      '00:00:01.000 --> 00:00:02.000\na &lt; b --&gt; Moon &amp; sun\n',
    ],
    [
      'a cue that ends before it begins',
      '1\n00:00:02,0 --> 00:00:01,0\nNo\n\n2\n00:00:02,0 --> 00:00:03,0\nYes\n',
      '00:00:02.000 --> 00:00:03.000\nYes\n',
    ],
  ])('from SubRip with %s', (_, file, written) => {
    expect(webVttOf(bytes(file))).toBe(`WEBVTT\n\n${written}`)
  })

  test.each([
    ['seconds and a duration', '<tt><p begin="1.5s" dur="500ms">Moon</p></tt>'],
    ['frames', '<tt ttp:frameRate="24"><p begin="00:00:01:12" end="00:00:02:00">Moon</p></tt>'],
    ['ticks', '<tt ttp:tickRate="10000000"><p begin="15000000t" end="20000000t">Moon</p></tt>'],
    [
      'prefixes, spans and comments',
      '<tt:tt><!-- <p> --><tt:p begin="1.5s" end="2s"> <tt:span>Mo</tt:span>on\n </tt:p><p>no time</p></tt:tt>',
    ],
    ['entities', '<tt><p begin="1.5s" end="2s">&#77;o&#x6f;n</p></tt>'],
    ['a cue of nothing beside it', '<tt><p begin="1s" end="2s"/><p begin="1.5s" end="2s">Moon</p></tt>'],
  ])('from Timed Text with %s', (_, file) => {
    expect(webVttOf(bytes(file))).toBe('WEBVTT\n\n00:00:01.500 --> 00:00:02.000\nMoon\n')
  })

  test.each<[string, string | undefined]>([
    ['\uFEFF', 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nTür\n'],
    ['', undefined],
  ])('from UTF-16 as well, if it says so (%j)', (mark, written) => {
    expect(webVttOf(Buffer.from(`${mark}1\n00:00:01,0 --> 00:00:02,0\nTür\n`, 'utf16le'))).toBe(written)
  })

  test.each(['', 'Scenarist_SCC V1.0\n\n00:00:00:22\t9425', '{"objects":[]}', '<tt></tt>', 'WEBVTTX\n'])(
    'from nothing that is none: %j',
    (file) => {
      expect(webVttOf(bytes(file))).toBeUndefined()
    },
  )

  test.each([
    ['<', '<'.repeat(500_000)],
    ['comments', `<tt>${'<!--'.repeat(200_000)}`],
    ['quotes', `<tt>${'<p a="'.repeat(150_000)}`],
    ['blanks', `00:00:01,0${' '.repeat(500_000)}`],
    ['begins', `<tt><p ${'begin='.repeat(100_000)}>`],
  ])('of a file of %s, which has none, before the test runs out of time', (_, file) => {
    expect(webVttOf(bytes(file))).toBeUndefined()
  })
})

test('a cue of the thousandth hour is none, since WebVTT has no such time here', () => {
  const cue = (hours: string) => webVttOf(bytes(`${hours}:00:00,000 --> ${hours}:00:01,000\nMoon\n`))

  expect(cue('999')).toContain('999:00:00.000 --> 999:00:01.000')
  expect(cue('1000')).toBeUndefined()
})
