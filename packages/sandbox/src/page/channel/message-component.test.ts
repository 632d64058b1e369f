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
    kind: 'group',
    children: [{ kind: 'text', content: 'Hi' }, { kind: 'separator' }],
  })
})

test('a script link, a select menu and endless nesting are unsupported', () => {
  const nested = Array.from({ length: 50 }).reduce<unknown>((inner) => ({ type: 17, components: [inner] }), {})

  expect(readComponent({ type: 2, style: 5, label: 'x', url: 'javascript:alert(1)' })).toEqual({ kind: 'unsupported' })
  expect(readComponent({ type: 3, custom_id: 'pick', options: [] })).toEqual({ kind: 'unsupported' })
  expect(JSON.stringify(readComponent(nested))).toContain('unsupported')
})
