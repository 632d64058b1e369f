import { describe, expect, test } from 'vitest'
import { fieldProblem, fieldsOf, firstDraft, formAnswers, readForm } from './form.ts'

const title = {
  type: 18,
  label: 'Title',
  description: 'Shown to all',
  component: { type: 4, custom_id: 'title', style: 1, min_length: 3, max_length: 5 },
}
const note = { type: 18, label: 'Note', component: { type: 4, custom_id: 'note', style: 2, required: false, value: 'Hi' } }
const speed = { type: 18, label: 'Speed', component: { type: 3, custom_id: 'speed', options: [{ label: 'Slow', value: '0.5' }] } }

describe('a form', () => {
  test('is read in its order, and what the sandbox cannot show is said', () => {
    const parts = readForm([{ type: 10, content: 'Please.' }, title, speed, { type: 18, label: 'File', component: { type: 19 } }, null])

    expect(parts.map((part) => part.kind)).toEqual(['words', 'text', 'select', 'unsupported', 'unsupported'])
    expect(parts[1]).toMatchObject({ label: 'Title', description: 'Shown to all', long: false, required: true, min: 3, max: 5 })
  })

  test('says what is missing, too short and too long, and takes an optional field empty', () => {
    const [field, optional, menu] = fieldsOf(readForm([title, note, speed]))
    const problemsOf = (text: string) => field && fieldProblem(field, { title: [text] })

    expect(['', 'ab', 'abc', 'abcdef'].map(problemsOf)).toEqual([
      'This one is required.',
      'Write at least 3 characters; these are 2.',
      undefined,
      'Write at most 5 characters; these are 6.',
    ])
    expect(optional && fieldProblem(optional, { note: [''] })).toBeUndefined()
    expect(menu && fieldProblem(menu, {})).toBe('Choose 1.')
  })

  test('is answered in labels, with what was there from the start', () => {
    const fields = fieldsOf(readForm([title, note, speed]))
    const draft = { ...firstDraft(fields), title: ['Tour'], speed: ['0.5'] }

    expect(formAnswers(fields, draft)).toEqual([
      { type: 18, component: { type: 4, custom_id: 'title', value: 'Tour' } },
      { type: 18, component: { type: 4, custom_id: 'note', value: 'Hi' } },
      { type: 18, component: { type: 3, custom_id: 'speed', values: ['0.5'] } },
    ])
  })

  test('of the old kind, rows with labelled inputs, is answered in rows', () => {
    const fields = fieldsOf(readForm([{ type: 1, components: [{ type: 4, custom_id: 'old', style: 1, label: 'Old' }] }]))

    expect(fields).toMatchObject([{ label: 'Old' }])
    expect(formAnswers(fields, { old: ['x'] })).toEqual([{ type: 1, components: [{ type: 4, custom_id: 'old', value: 'x' }] }])
  })
})

const group = {
  options: [
    { value: 'a', label: 'A', description: 'First' },
    { value: 'b', label: 'B', default: true },
  ],
}
const tickForm = readForm([
  { type: 18, label: 'Which', component: { type: 21, custom_id: 'which', ...group } },
  { type: 18, label: 'Some', component: { type: 22, custom_id: 'some', min_values: 2, required: false, ...group } },
  { type: 18, label: 'Agreed', component: { type: 23, custom_id: 'agreed', default: true } },
])

test('round and square boxes start as the bot set them and are sent as Discord sends them', () => {
  const fields = fieldsOf(tickForm)

  expect(formAnswers(fields, firstDraft(fields))).toEqual([
    { type: 18, component: { type: 21, custom_id: 'which', value: 'b' } },
    { type: 18, component: { type: 22, custom_id: 'some', values: ['b'] } },
    { type: 18, component: { type: 23, custom_id: 'agreed', value: true } },
  ])
  expect(formAnswers(fields, {})).toEqual([
    { type: 18, component: { type: 21, custom_id: 'which', value: null } },
    { type: 18, component: { type: 22, custom_id: 'some', values: [] } },
    { type: 18, component: { type: 23, custom_id: 'agreed', value: false } },
  ])
})

test('too few ticks, and none where one is required, are said', () => {
  const problems = (draft: Record<string, string[]>) => fieldsOf(tickForm).map((field) => fieldProblem(field, draft))

  expect(problems({ some: ['a'] })).toEqual(['This one is required.', 'Tick from 2 to 2; these are 1.', undefined])
  expect(problems({ which: ['a'], some: ['a', 'b'] })).toEqual([undefined, undefined, undefined])
})
