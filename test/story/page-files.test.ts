import { expect, test } from 'vitest'
import { message } from './contract-state.ts'
import { flaws } from './page-moves.ts'
import { desktop, openTheatre, phone } from './page-theatre.ts'

const open = openTheatre()

const picture = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const notes = 'http://localhost:3333/attachments/11/71/notes.txt'

const withFiles = message({
  id: 'm20',
  content: 'Slides and notes',
  attachments: [
    { id: '70', name: 'slides.png', url: picture, bytes: 68, contentType: 'image/png', description: 'The first slide' },
    { id: '71', name: 'notes.txt', url: notes, bytes: 2_048, contentType: 'text/plain; charset=utf-8', description: null },
  ],
  components: [{ type: 13, id: 1, file: { url: notes }, name: 'more-notes.txt', size: 5, spoiler: false }],
})

test.each([
  ['desktop', desktop],
  ['phone', phone],
])('files of a message are pictures with their words, and links with their size, on a %s', async (_name, viewport) => {
  const { page } = await open({ messages: [withFiles] }, viewport)
  const shown = page.getByRole('article').filter({ hasText: 'Slides and notes' })

  expect(await shown.getByRole('img', { name: 'The first slide' }).evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1)
  expect(await shown.getByRole('link', { name: 'notes.txt (2.0 KiB)', exact: true }).getAttribute('href')).toBe(notes)
  expect(await shown.getByRole('link', { name: 'more-notes.txt (5 bytes)' }).getAttribute('download')).toBe('more-notes.txt')
  expect(await flaws(page)).toEqual([])
})
