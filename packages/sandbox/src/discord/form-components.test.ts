import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cast } from './cast.ts'
import { readFormAnswer } from './form-answer.ts'
import { readForm } from './form-components.ts'
import { createWorldStore } from './world.ts'

const text = { type: 4, custom_id: 'a', style: 1 }
const label = (component: object) => ({ type: 18, label: 'A', component })
const read = (components: unknown, change: object = {}) =>
  readForm({ type: 9, data: { custom_id: 'form', title: 'A form', components, ...change } })
const options = ['a', 'b'].map((value) => ({ label: value, value }))

describe('the components of a form', () => {
  test.each([
    ['a labelled input', [label(text)]],
    ['an input in a row, as bots wrote it before labels', [{ type: 1, components: [{ ...text, label: 'A' }] }]],
    ['text beside an input', [{ type: 10, content: 'Hello' }, label(text)]],
    ['radio buttons', [label({ type: 21, custom_id: 'a', options })]],
    ['checkboxes', [label({ type: 22, custom_id: 'a', options }), label({ type: 23, custom_id: 'b' })]],
  ])('may be %s', (_, components) => {
    expect(read(components)).toMatchObject({ kind: 'done', value: { customId: 'form', title: 'A form', components } })
  })

  test.each([
    ['no component', []],
    ['six components', Array.from({ length: 6 }, (_, index) => label({ ...text, custom_id: String(index) }))],
    ['the same custom_id twice', [label(text), label(text)]],
    ['an input without a label', [text]],
    ['a row with an input that has no label', [{ type: 1, components: [text] }]],
    ['a button', [label({ type: 2, style: 1, custom_id: 'b', label: 'B' })]],
    ['an upload', [label({ type: 19, custom_id: 'b' })]],
    ['a label that is too long', [{ ...label(text), label: 'x'.repeat(46) }]],
    ['bounds the wrong way round', [label({ ...text, min_length: 5, max_length: 4 })]],
    ['a select that is disabled', [label({ type: 5, custom_id: 'b', disabled: true })]],
    ['a select with the same value twice', [label({ type: 3, custom_id: 'b', options: [...options, ...options] })]],
    ['radio buttons with one option', [label({ type: 21, custom_id: 'b', options: options.slice(1) })]],
  ])('may not be %s', (_, components) => {
    expect(read(components)).toMatchObject({ kind: 'refused', refusal: { status: 400, code: 50035 } })
  })

  test('are refused at the member that is wrong', () => {
    expect(read([label(text)], { title: 'x'.repeat(46) })).toMatchObject({
      refusal: { errors: { data: { title: { _errors: [{ code: 'BASE_TYPE_BAD_LENGTH' }] } } } },
    })
    expect(read([{ type: 2 }])).toMatchObject({
      refusal: { errors: { data: { components: { 0: { type: { _errors: [{ code: 'UNION_TYPE_CHOICES' }] } } } } } },
    })
  })
})

describe('the answer to a form', () => {
  const { world } = createWorldStore(0)
  const place = { channelId: cast.channels.general.id, userId: cast.members.member.userId }
  const answer = (component: object, given: object) =>
    readFormAnswer(world, place, { customId: 'form', components: [{ type: 18, component: { type: 4, custom_id: 'a', ...component } }] }, [
      { type: 18, component: { type: 4, custom_id: 'a', ...component, ...given } },
    ])

  test.each([
    ['radio button', { type: 21, options }, { value: 'a' }, { value: 'a' }],
    ['radio button that may stay empty', { type: 21, options, required: false }, {}, { value: null }],
    ['group of checkboxes', { type: 22, options }, { values: ['a', 'b'] }, { values: ['a', 'b'] }],
    ['checkbox', { type: 23 }, {}, { value: false }],
    ['text that may stay empty, though it has a least length', { required: false, min_length: 3 }, { value: '' }, { value: '' }],
  ])('holds a %s', (_, component, given, expected) => {
    expect(answer(component, given)).toMatchObject({ kind: 'filled', data: { custom_id: 'form', components: [{ component: expected }] } })
  })

  test.each([
    ['a radio button that was not offered', { type: 21, options }, { value: 'c' }],
    ['no radio button', { type: 21, options }, {}],
    ['a checkbox that was not offered', { type: 22, options }, { values: ['c'] }],
    ['too many checkboxes', { type: 22, options, max_values: 1 }, { values: ['a', 'b'] }],
    ['a checkbox with text', { type: 23 }, { value: 'yes' }],
  ])('does not hold %s', (_, component, given) => {
    expect(answer(component, given)).toMatchObject({ kind: 'wrong' })
  })

  test('is never an exception, whatever is sent', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), fc.jsonValue(), (sent, body) => {
        expect(['filled', 'wrong']).toContain(readFormAnswer(world, place, { customId: 'form', components: [] }, sent).kind)
        expect(readForm(body).kind).toBe('refused')
      }),
      { seed: 1 },
    )
  })
})
