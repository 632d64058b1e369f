import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../errors/coded-error.ts'
import type { Chapter } from './chapter.ts'
import type { MediaCatalog } from './media-catalog.ts'
import { emptyScope, inScope, type MediaScope } from './scope.ts'

/** A catalogue, and what the suite may count on to be in it. */
export interface MediaCatalogSubject {
  catalog: MediaCatalog
  /** Lets in all that is named here but `outside`, and two ready entries at least. */
  scope: MediaScope
  /** A ready entry that plays, and a word that no other entry in scope has in its name. */
  inside: { entryId: string; word: string }
  /** A ready entry out of scope, and a word of its name. */
  outside: { entryId: string; word: string }
  /** A playlist that holds `outside`, and nothing else that is ready. */
  playlistId: string
  /** A line of captions, and two words of it, which stand next to each other in no other line in scope. */
  spoken: { entryId: string; captionId: string; words: readonly [string, string]; startMs: number; line: string; language: string }
  /** All chapters of an entry. */
  chapters: { entryId: string; all: readonly Chapter[] }
  /** A room with recordings, newest first. */
  room: { roomId: string; recordings: readonly [string, ...string[]] }
  /** An entry that is still being prepared. */
  processing: { entryId: string }
}

/** What "implements MediaCatalog" means. */
export function describeMediaCatalog(name: string, create: () => Promise<MediaCatalogSubject>): void {
  describe(`${name} as a MediaCatalog`, () => {
    test('without words, a search tells what is in scope and ready, newest first', async () => {
      const { catalog, scope, inside, outside } = await create()
      const found = await catalog.search(scope, '  ', { limit: 100 })
      const times = found.map(({ createdAtMs }) => createdAtMs)

      expect(found.map(({ id }) => id)).toContain(inside.entryId)
      expect(found.map(({ id }) => id)).not.toContain(outside.entryId)
      expect(found.every((entry) => inScope(entry, scope) && entry.status === 'ready')).toBe(true)
      expect(times).toEqual([...times].sort((left, right) => right - left))
    })

    test('a search finds by a word, whatever its case', async () => {
      const { catalog, scope, inside } = await create()

      expect((await catalog.search(scope, inside.word.toUpperCase(), { limit: 10 })).map(({ id }) => id)).toEqual([inside.entryId])
    })

    test('a search wants each of its words', async () => {
      const { catalog, scope, inside } = await create()

      expect(await catalog.search(scope, `${inside.word} zyzzyva`, { limit: 10 })).toEqual([])
    })

    test('a search takes a last word that is still being typed', async () => {
      const { catalog, scope, inside } = await create()
      const { name = '' } = (await catalog.get(inside.entryId)) ?? {}

      expect(await catalog.search(scope, `${inside.word} ${name.slice(0, 1)}`, { limit: 10 })).toMatchObject([{ id: inside.entryId }])
    })

    test('a search never tells what is out of scope', async () => {
      const { catalog, scope, inside, outside } = await create()

      expect(await catalog.search(scope, outside.word, { limit: 100 })).toEqual([])
      expect(await catalog.search(emptyScope, inside.word, { limit: 100 })).toEqual([])
      expect(await catalog.search(emptyScope, '', { limit: 100 })).toEqual([])
    })

    test('what is in a playlist of a scope is in the scope: found with and without words, and known by its id', async () => {
      const { catalog, outside, inside, playlistId } = await create()
      const byList = { tags: [], categories: [], playlists: [playlistId] }
      const ids = async (query: string) => (await catalog.search(byList, query, { limit: 100 })).map(({ id }) => id)
      const known = await catalog.get(outside.entryId, { playlists: [playlistId] })
      const another = await catalog.get(inside.entryId, { playlists: [playlistId] })

      expect([await ids(''), await ids(outside.word), await ids(inside.word)]).toEqual([[outside.entryId], [outside.entryId], []])
      expect([known && inScope(known, byList), another && inScope(another, byList)]).toEqual([true, false])
    })

    test('a playlist widens a scope, and one that is not there holds nothing', async () => {
      const { catalog, scope, outside, inside, playlistId } = await create()
      const ids = async (playlists: string[], word: string) =>
        (await catalog.search({ ...scope, playlists }, word, { limit: 100 })).map(({ id }) => id)

      expect(await ids([playlistId], outside.word)).toEqual([outside.entryId])
      expect(await ids([playlistId], inside.word)).toEqual([inside.entryId])
      expect(await ids(['0_nolist01'], outside.word)).toEqual([])
      expect(await catalog.search({ tags: [], categories: [], playlists: ['0_nolist01'] }, '', { limit: 100 })).toEqual([])
    })

    test('a search tells no more than was asked for', async () => {
      const { catalog, scope } = await create()

      expect(await catalog.search(scope, '', { limit: 1 })).toHaveLength(1)
    })

    test.each([0, 101, 1.5, Number.NaN])('nobody can ask for %d of anything', async (limit) => {
      const { catalog, scope, room } = await create()

      await expect(catalog.search(scope, '', { limit })).rejects.toThrow(InvalidInputError)
      await expect(catalog.searchCaptions(scope, 'x', { limit })).rejects.toThrow(InvalidInputError)
      await expect(catalog.recordingsOf(scope, room.roomId, { limit })).rejects.toThrow(InvalidInputError)
    })

    test('an entry is got by its id, in scope or not; an unknown one is none', async () => {
      const { catalog, inside, outside } = await create()

      expect(await catalog.get(inside.entryId)).toMatchObject({ id: inside.entryId, status: 'ready' })
      expect(await catalog.get(outside.entryId)).toMatchObject({ id: outside.entryId })
      expect(await catalog.get('0_nothere1')).toBeUndefined()
      expect(await catalog.get('../0_a,0_b')).toBeUndefined()
    })

    test('a search in captions tells the moment in which all its words are said', async () => {
      const { catalog, scope, spoken } = await create()
      const found = await catalog.searchCaptions(scope, spoken.words.join(' '), { limit: 10 })

      expect(found).toMatchObject({
        kind: 'searched',
        lines: [
          {
            entry: { id: spoken.entryId },
            captionId: spoken.captionId,
            startMs: spoken.startMs,
            text: spoken.line,
            language: spoken.language,
          },
        ],
      })
    })

    test('a search in captions hears nothing out of scope, of no words, or of words that nobody says together', async () => {
      const { catalog, scope, spoken } = await create()
      const nothing = { kind: 'searched', lines: [] }

      expect(await catalog.searchCaptions(emptyScope, spoken.words[0], { limit: 10 })).toEqual(nothing)
      expect(await catalog.searchCaptions(scope, ' ', { limit: 10 })).toEqual(nothing)
      expect(await catalog.searchCaptions(scope, `${spoken.words[0]} zyzzyva`, { limit: 10 })).toEqual(nothing)
    })

    test('a track of captions is told as WebVTT', async () => {
      const { catalog, spoken } = await create()
      const tracks = await catalog.captions(spoken.entryId)
      const text = await catalog.captionText(spoken.captionId)

      expect(tracks).toContainEqual(expect.objectContaining({ id: spoken.captionId, entryId: spoken.entryId, language: spoken.language }))
      expect(text).toMatchObject({ kind: 'text', track: { id: spoken.captionId, entryId: spoken.entryId } })
      expect(text).toMatchObject({ webVtt: expect.stringMatching(/^WEBVTT\n\n/) })
      expect(text).toMatchObject({ webVtt: expect.stringContaining(`${stamp(spoken.startMs)} --> `) })
      expect(text).toMatchObject({ webVtt: expect.stringContaining(`\n${spoken.line}\n`) })
    })

    test('what has no captions, or is not there, has none to tell', async () => {
      const { catalog } = await create()

      expect(await catalog.captions('0_nothere1')).toEqual([])
      expect(await catalog.captionText('0_nothere1')).toEqual({ kind: 'none', why: 'unknown' })
      expect(await catalog.captionText('../x')).toEqual({ kind: 'none', why: 'unknown' })
    })

    test('chapters come in the order of their times', async () => {
      const { catalog, chapters } = await create()

      expect(await catalog.chapters(chapters.entryId)).toEqual(chapters.all)
      expect(await catalog.chapters('0_nothere1')).toEqual([])
    })

    test('a room has the recordings that are in scope, newest first', async () => {
      const { catalog, scope, room } = await create()

      expect((await catalog.recordingsOf(scope, room.roomId, { limit: 100 })).map(({ id }) => id)).toEqual(room.recordings)
      expect(await catalog.recordingsOf(scope, room.roomId, { limit: 1 })).toMatchObject([{ id: room.recordings[0] }])
      expect(await catalog.recordingsOf(emptyScope, room.roomId, { limit: 100 })).toEqual([])
      expect(await catalog.recordingsOf(scope, '0_nothere1', { limit: 100 })).toEqual([])
    })

    test('what plays is told from what does not', async () => {
      const { catalog, inside, processing } = await create()

      expect(await catalog.playability(inside.entryId)).toEqual({ kind: 'playable' })
      expect(await catalog.playability(processing.entryId)).toEqual({ kind: 'blocked', why: 'processing' })
      expect(await catalog.playability('0_nothere1')).toEqual({ kind: 'blocked', why: 'unknown' })
    })

    test('addresses name the entry and hold no KS', async () => {
      const { catalog, inside } = await create()
      const addresses = [
        new URL(catalog.thumbnailUrl(inside.entryId, { width: 320, second: 12 })),
        new URL(catalog.playManifestUrl(inside.entryId)),
      ]

      expect(addresses.map(({ pathname }) => pathname)).toEqual([
        expect.stringContaining(inside.entryId),
        expect.stringContaining(inside.entryId),
      ])
      expect(addresses.join(' ')).not.toMatch(/\/ks\/|[?&]ks=/)
    })

    test.each([
      ['0_a/ks/x', 320, 0],
      ['0_a', 0, 0],
      ['0_a', 4097, 0],
      ['0_a', 1.5, 0],
      ['0_a', 320, -1],
      ['0_a', 320, Number.NaN],
    ])('there is no address of %s, %d wide, at %d s', async (entryId, width, second) => {
      const { catalog } = await create()

      expect(() => catalog.thumbnailUrl(entryId, { width, second })).toThrow(InvalidInputError)
      expect(() => catalog.playManifestUrl('0_a/../x')).toThrow(InvalidInputError)
    })
  })
}

/** `00:01:02.003` */
function stamp(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23)
}
