import { describe, expect, test } from 'vitest'
import { keptEmbeds } from './embeds.ts'
import { readNewMessage } from './message-draft.ts'

describe('an embed', () => {
  test('may have parts with nothing in them, as libraries send them, and comes back without them', () => {
    const embed = { title: 'Biology', footer: {}, image: {}, thumbnail: { url: null }, author: { icon_url: 'https://example.org/i.png' } }

    const draft = readNewMessage({ embeds: [embed] })

    expect(draft).toMatchObject({ kind: 'done' })
    expect(keptEmbeds([embed])).toEqual([{ title: 'Biology', type: 'rich' }])
  })
})
