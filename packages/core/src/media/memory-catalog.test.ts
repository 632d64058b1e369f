import type { Entry } from './entry.ts'
import { describeMediaCatalog } from './media-catalog.contract.ts'
import { createMemoryCatalog } from './memory-catalog.ts'

const tides: Entry = {
  id: '0_tides001',
  name: 'Lecture 2: Tides',
  description: '',
  durationS: 60,
  kind: 'video',
  status: 'ready',
  tags: ['discord'],
  categories: [],
  thumbnailUrl: undefined,
  createdAtMs: 1000,
}
const track = { id: '0_cap0001', entryId: tides.id, language: 'English', languageCode: 'en', label: 'English', isDefault: true }
const line = { startMs: 62_003, endMs: 64_000, text: 'The moon pulls on the sea.' }
const chapters = [
  { startMs: 0, title: 'Water', description: '' },
  { startMs: 30_000, title: 'Moon', description: 'Far away.' },
]

describeMediaCatalog('the memory of a test', async () => ({
  catalog: createMemoryCatalog([
    { entry: tides, chapters, captions: [{ track, lines: [line, { startMs: 64_000, endMs: 65_000, text: 'It does.' }] }] },
    { entry: { ...tides, id: '0_rec00001', name: 'Recording 1', createdAtMs: 2000 }, roomId: '0_room0001' },
    { entry: { ...tides, id: '0_rec00002', name: 'Recording 2', createdAtMs: 3000 }, roomId: '0_room0001' },
    { entry: { ...tides, id: '0_rec00003', name: 'Recording 3', tags: ['staff'] }, roomId: '0_room0001' },
    { entry: { ...tides, id: '0_soon0001', name: 'Soon', status: 'processing' } },
    { entry: { ...tides, id: '0_staff001', name: 'Faculty', tags: ['staff'], playlists: ['0_list0001'] } },
  ]),
  scope: { tags: ['discord'], categories: [] },
  inside: { entryId: tides.id, word: 'tides' },
  playlistId: '0_list0001',
  outside: { entryId: '0_staff001', word: 'faculty' },
  spoken: { entryId: tides.id, captionId: track.id, words: ['moon', 'pulls'], startMs: 62_003, line: line.text, language: 'English' },
  chapters: { entryId: tides.id, all: chapters },
  room: { roomId: '0_room0001', recordings: ['0_rec00002', '0_rec00001'] },
  processing: { entryId: '0_soon0001' },
}))
