import { expect, test } from 'vitest'
import { isLocal, readEmbed } from './embed.ts'

test('a picture from this computer is shown, one from elsewhere is left out of its embed', () => {
  expect(readEmbed({ title: 'a', image: { url: 'http://127.0.0.1:3333/t.jpg' } })).toMatchObject({
    title: 'a',
    image: { url: 'http://127.0.0.1:3333/t.jpg' },
  })
  expect(readEmbed({ title: 'a', image: { url: 'https://cdn.example.com/t.jpg' } })).toMatchObject({ title: 'a', image: null })
})

test('one malformed part does not cost the others', () => {
  expect(readEmbed({ title: 'a', color: -5, url: 'javascript:alert(1)', fields: 'no' })).toMatchObject({
    title: 'a',
    color: null,
    url: null,
    fields: null,
  })
  expect(readEmbed('no')).toBeUndefined()
})

test('local means this computer by any of its names, and a path of this very page', () => {
  expect(['/p/thumb.jpg', 'http://localhost:4000/x', 'http://kaltura.localhost:3333/x', 'http://[::1]/x'].map(isLocal)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['//evil.test/x', 'https://localhost.evil.test', 'data:image/png;base64,', 'file:///etc/passwd'].map(isLocal)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
