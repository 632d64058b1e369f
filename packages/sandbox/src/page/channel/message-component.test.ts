import { expect, test } from 'vitest'
import { readComponent } from './message-component.ts'

test('a row of buttons is read, links by their address and the others by their custom id', () => {
  const row = readComponent({
    type: 1,
    components: [
      { type: 2, style: 3, label: 'Join', emoji: { name: '▶' }, custom_id: 'join' },
      { type: 2, style: 5, label: 'Open', url: 'https://a.test/' },
      { type: 2, style: 1, label: 'Old', custom_id: 'old', disabled: true },
    ],
  })

  expect(row).toEqual({
    kind: 'row',
    children: [
      { kind: 'button', label: '▶ Join', style: 'success', disabled: false, customId: 'join' },
      { kind: 'link', label: 'Open', url: 'https://a.test/', disabled: false },
      { kind: 'button', label: 'Old', style: 'primary', disabled: true, customId: 'old' },
    ],
  })
})

test('a container with text and a separator is read in its order', () => {
  expect(readComponent({ type: 17, components: [{ type: 10, content: 'Hi' }, { type: 14 }] })).toEqual({
    kind: 'container',
    color: undefined,
    children: [
      { kind: 'text', content: 'Hi' },
      { kind: 'separator', line: true },
    ],
  })
})

test('a section keeps what stands beside its text, and a container its colour', () => {
  const section = { type: 9, components: [{ type: 10, content: 'Hi' }], accessory: { type: 11, media: { url: 'https://a.test/p.png' } } }

  expect(readComponent({ type: 17, accent_color: 0xff, components: [section] })).toEqual({
    kind: 'container',
    color: '#0000ff',
    children: [
      {
        kind: 'section',
        children: [{ kind: 'text', content: 'Hi' }],
        accessory: { kind: 'gallery', pictures: [{ url: 'https://a.test/p.png', description: '' }] },
      },
    ],
  })
})

test('a gallery is read with the words for each picture, and a select menu inside a row', () => {
  const row = { type: 1, components: [{ type: 5, custom_id: 'who' }] }

  expect(readComponent({ type: 12, items: [{ media: { url: '/p' }, description: 'A tide' }] })).toEqual({
    kind: 'gallery',
    pictures: [{ url: '/p', description: 'A tide' }],
  })
  expect(readComponent(row)).toMatchObject({ kind: 'row', children: [{ kind: 'select', menu: { customId: 'who', source: 'users' } }] })
})

test('a script link, a menu without a custom id and endless nesting are unsupported', () => {
  const nested = Array.from({ length: 50 }).reduce<unknown>((inner) => ({ type: 17, components: [inner] }), {})

  expect(readComponent({ type: 2, style: 5, label: 'x', url: 'javascript:alert(1)' })).toEqual({ kind: 'unsupported' })
  expect(readComponent({ type: 3, options: [] })).toEqual({ kind: 'unsupported' })
  expect(JSON.stringify(readComponent(nested))).toContain('unsupported')
})

test('a file is read with its name and size', () => {
  const json = { type: 13, file: { url: 'http://localhost:3333/attachments/1/2/notes.txt' }, name: 'notes.txt', size: 5 }

  expect(readComponent(json)).toEqual({ kind: 'file', file: { url: json.file.url, name: 'notes.txt', bytes: 5 } })
})
