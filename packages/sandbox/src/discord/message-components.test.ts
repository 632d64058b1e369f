import { describe, expect, test } from 'vitest'
import { channelId, startSandbox } from '../testing/sandbox-under-test.ts'
import { readMessageEdit, readNewMessage } from './message-draft.ts'

const v2 = 1 << 15
const text = { type: 10, content: 'x' }
const button = { type: 2, style: 1, label: 'Go', custom_id: 'go' }
const link = { type: 2, style: 5, label: 'Go', url: 'https://example.com' }
const select = { type: 5, custom_id: 'who' }
const media = { url: 'https://example.com/a.png' }
const row = (...components: object[]) => ({ type: 1, components })
const container = (...components: object[]) => ({ type: 17, components })
const section = (accessory: object, ...components: object[]) => ({ type: 9, components, accessory })
const texts = (count: number) => Array.from({ length: count }, () => text)

describe('the components of a message', () => {
  test.each([
    ['five rows of buttons', 0, ['a', 'b', 'c', 'd', 'e'].map((id) => row({ ...button, custom_id: id }, link))],
    ['forty components', v2, [container(...texts(39))]],
    ['a section with a button', v2, [section(button, text, text, text)]],
    ['a section with a picture', v2, [section({ type: 11, media, description: 'A cell' }, text)]],
    [
      'a gallery and a separator',
      v2,
      [
        { type: 12, items: [{ media }] },
        { type: 14, spacing: 2, divider: false },
      ],
    ],
    ['rows beside containers', v2, [row(button), container(row(select))]],
  ])('may be %s', (_, flags, components) => {
    expect(readNewMessage({ flags, components })).toMatchObject({ kind: 'done', value: { components } })
  })

  test.each([
    ['six rows', 0, Array.from({ length: 6 }, (_, index) => row({ ...button, custom_id: String(index) }))],
    ['a button outside a row', 0, [button]],
    ['an empty row', 0, [row()]],
    ['two selects in a row', 0, [row(select, { ...select, custom_id: 'whom' })]],
    ['a select beside a button', 0, [row(button, select)]],
    ['a button without text', 0, [row({ ...button, label: '' })]],
    ['a button without a custom_id', 0, [row({ type: 2, style: 1, label: 'Go' })]],
    ['a link with a custom_id', 0, [row({ ...link, custom_id: 'go' })]],
    ['a link that runs a script', 0, [row({ ...link, url: 'javascript:alert(1)' })]],
    ['a text input', 0, [row({ type: 4, custom_id: 'a', style: 1, label: 'A' })]],
    [
      'a select with fewer options than it wants',
      0,
      [row({ type: 3, custom_id: 'a', max_values: 2, options: [{ label: 'A', value: 'a' }] })],
    ],
    ['a select with its bounds the wrong way round', 0, [row({ ...select, min_values: 2 })]],
    ['components of version 2 without the flag', 0, [text]],
    ['forty-one components', v2, [container(...texts(40))]],
    ['more text than 4,000 characters in all', v2, [1, 2].map(() => ({ type: 10, content: 'x'.repeat(2_001) }))],
    ['a section without an accessory', v2, [{ type: 9, components: [text] }]],
    ['a section with four texts', v2, [section(button, ...texts(4))]],
    ['a picture by itself', v2, [{ type: 11, media }]],
    ['a container in a container', v2, [container(container(text))]],
    ['an empty gallery', v2, [{ type: 12, items: [] }]],
    ['a file, since nothing is attached', v2, [{ type: 13, file: { url: 'attachment://a.pdf' } }]],
    ['a label', v2, [{ type: 18, label: 'A', component: select }]],
  ])('may not be %s', (_, flags, components) => {
    expect(readNewMessage({ flags, components })).toMatchObject({ kind: 'refused', refusal: { status: 400, code: 50035 } })
  })

  test('stay of version 2 through edits that do not say so, and then take no content', () => {
    const before = { flags: v2, content: '', embeds: [], attachments: [] }

    expect(readMessageEdit({ components: [text] }, before).kind).toBe('done')
    expect(readMessageEdit({ content: 'x' }, before).kind).toBe('refused')
  })

  test('become version 2 only when content and embeds go', () => {
    const before = { flags: 0, content: 'x', embeds: [{}], attachments: [] }
    const edit = { flags: v2, components: [text] }

    expect(readMessageEdit(edit, before).kind).toBe('refused')
    expect(readMessageEdit({ ...edit, content: null }, before).kind).toBe('refused')
    expect(readMessageEdit({ ...edit, content: null, embeds: [] }, before).kind).toBe('done')
  })

  test('go out as they came, over REST too', async () => {
    const { rest, sandbox } = await startSandbox()
    const messages = `/channels/${channelId}/messages`

    const { json } = await rest('POST', messages, { body: { flags: v2, components: [container(section(button, text))] } })
    const edited = await rest('PATCH', `${messages}/${json.id}`, { body: { flags: 0, components: [text] } })
    const refused = await rest('PATCH', `${messages}/${json.id}`, { body: { content: 'x' } })

    expect(json.components).toMatchObject([{ ...container(), components: [{ ...section(button, text) }] }])
    expect([edited.json.flags & v2, refused.status]).toEqual([v2, 400])
    expect(sandbox.state().messages[0]?.components).toEqual([{ ...text, id: 1 }])
  })
})
