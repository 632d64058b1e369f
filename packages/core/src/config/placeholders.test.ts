import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filledIn, filledInDeep, PlaceholderProblem } from './placeholders.ts'

const lookup = (name: string) => ({ HOST: 'watch.example', BLANK: '', ODD: '$& {{HOST}} \\{{ "\n=é' })[name]

describe('placeholders', () => {
  test('are filled in anywhere in a text, and as often as they stand there', () => {
    expect(filledIn('https://{{HOST}}/{{HOST}}!', lookup)).toBe('https://watch.example/watch.example!')
  })

  test('have defaults, which count for a blank value too and may hold anything but their own end', () => {
    expect(filledIn('{{NOBODY:-a:-b{c}\n$}}|{{BLANK:-}}|{{HOST:-x}}', lookup)).toBe('a:-b{c}\n$||watch.example')
  })

  test('are written as characters behind a backslash', () => {
    expect(filledIn('\\{{HOST}} \\{{x} \\x', lookup)).toBe('{{HOST}} {{x} \\x')
  })

  test('[F90] that nobody set are named, and no value is repeated', () => {
    expect(() => filledIn('secret {{NOBODY}}', lookup)).toThrow(
      new PlaceholderProblem('needs {{NOBODY}}, which is not set and has no default'),
    )
    expect(() => filledIn('secret {{BLANK}}', lookup)).toThrow('needs {{BLANK}}, which')
  })

  test.each(['{{', '{{host}}', '{{ HOST }}', '{{HOST', '{{HOST:-x}', '{{entry.name}}'])('[F90] that are none are refused: %s', (text) => {
    expect(() => filledIn(`secret ${text}`, lookup)).toThrow(
      /^has \{\{ without a NAME in capitals behind it; write \\\{\{ for the characters themselves$/,
    )
  })

  test('[F89] what a name stands for is put in as it is and never read again', () => {
    expect(filledIn('<{{ODD}}>', lookup)).toBe('<$& {{HOST}} \\{{ "\n=é>')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' }), (value, around) => {
        const literal = around.replaceAll('{{', '\\{{').replaceAll('\\\\{{', '\\ {{').replaceAll('{{', 'x')
        expect(filledIn(`{{NAME}}${literal}`, () => value)).toBe(`${value}${literal}`)
      }),
      { seed: 89 },
    )
  })

  test('are found inside lists and objects; names of fields stay, and so do other kinds of values', () => {
    expect(filledInDeep({ '{{HOST}}': ['{{HOST}}', 1, null, true] }, lookup)).toEqual({ '{{HOST}}': ['watch.example', 1, null, true] })
  })

  test('change no prototype, whatever a field is called', () => {
    const copy = filledInDeep(JSON.parse('{"__proto__":{"polluted":"{{HOST}}"},"constructor":{"prototype":{"polluted":1}}}'), lookup)

    expect(Object.keys(copy as object)).toEqual(['__proto__', 'constructor'])
    expect({}).not.toHaveProperty('polluted')
  })

  test('[F90] in a value that holds itself end', () => {
    const circle: unknown[] = []
    circle.push(circle)

    expect(() => filledInDeep(circle, lookup)).toThrow('is nested more than 20 deep')
  })
})
