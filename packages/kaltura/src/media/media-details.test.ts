import { InvalidInputError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { apiException } from '../client/fake-kaltura.ts'
import { createFakeCatalog, lecture, lectures, listOf } from './fake-catalog.ts'
import { createMediaAddresses } from './media-addresses.ts'

describe('chapters', () => {
  const thumb = { cuePointType: 'thumbCuePoint.Thumb', subType: 2, startTime: 8000, title: 'Moon', description: 'Far away.' }
  const annotation = { cuePointType: 'annotation.Annotation', tags: 'x, chaptering', startTime: 0, text: 'Sun' }

  test('are chapter cue points and annotations tagged as such, in the order of their times', async () => {
    const slide = { ...thumb, subType: 1 }
    const note = { ...annotation, tags: 'chapterings' }
    const { catalog, calls } = createFakeCatalog(() => listOf(thumb, slide, null, { ...thumb, startTime: -1 }, note, annotation))

    expect(await catalog.chapters('1_lecture1')).toEqual([
      { startMs: 0, title: 'Sun', description: '' },
      { startMs: 8000, title: 'Moon', description: 'Far away.' },
    ])
    expect(calls[0]).toMatchObject({ name: 'cuepoint_cuepoint.list', body: { filter: { entryIdEqual: '1_lecture1' } } })
  })

  test('of what is no entry are none, and nobody is asked', async () => {
    const { catalog, calls } = createFakeCatalog(() => listOf(thumb))

    expect(await catalog.chapters('1_a,1_b')).toEqual([])
    expect(calls).toEqual([])
  })
})

describe('recordings of a room', () => {
  test('are ready entries in scope whose root is the room, and not the room itself', async () => {
    const recording = { ...lecture, rootEntryId: '1_room' }
    const { catalog, calls } = createFakeCatalog(() =>
      listOf(
        lecture,
        { ...recording, id: '1_other', rootEntryId: '1_elsewhere' },
        { ...recording, id: '1_room' },
        { ...recording, id: '1_staff', categories: 'staff' },
        { ...recording, id: '1_soon', status: 4 },
        recording,
      ),
    )

    expect((await catalog.recordingsOf(lectures, '1_room', { limit: 10 })).map(({ id }) => id)).toEqual(['1_lecture1'])
    expect(calls[0]).toMatchObject({
      name: 'media.list',
      body: { filter: { rootEntryIdEqual: '1_room', statusIn: '2', orderBy: '-createdAt' } },
    })
  })

  test.each([
    [{ tags: [], categories: [] }, '1_room'],
    [lectures, '1_a,1_b'],
  ])('in %j of %s are none, and nobody is asked', async (scope, roomId) => {
    const { catalog, calls } = createFakeCatalog(() => listOf(lecture))

    expect(await catalog.recordingsOf(scope, roomId, { limit: 10 })).toEqual([])
    expect(calls).toEqual([])
  })
})

describe('whether it plays', () => {
  test('is asked with the KS of the viewer, and the page that they are on', async () => {
    const { catalog, calls } = createFakeCatalog(({ name }) => (name === 'baseEntry.get' ? lecture : { sources: [{ drm: [] }] }))
    const viewer = { userId: 'alice', referrer: 'https://123.discordsays.com/' }

    expect(await catalog.playability('1_lecture1', { viewer })).toEqual({ kind: 'playable' })
    expect(calls.map(({ name, body }) => [name, body.ks])).toEqual([
      ['baseEntry.get', 'catalogue KS'],
      ['baseEntry.getPlaybackContext', 'KS of a viewer of 1_lecture1'],
    ])
    expect(calls[1]?.body).toMatchObject({ entryId: '1_lecture1', contextDataParams: { referrer: 'https://123.discordsays.com/' } })
  })

  test('is not asked of an entry that is not ready', async () => {
    const { catalog, calls } = createFakeCatalog(() => ({ ...lecture, status: 1 }))

    expect(await catalog.playability('1_lecture1')).toEqual({ kind: 'blocked', why: 'processing' })
    expect(calls).toHaveLength(1)
  })

  test.each(['baseEntry.get', 'baseEntry.getPlaybackContext'])('is unknown of an entry that %s does not know', async (missing) => {
    const { catalog } = createFakeCatalog(({ name }) => (name === missing ? apiException('ENTRY_ID_NOT_FOUND') : lecture))

    expect(await catalog.playability('1_lecture1')).toEqual({ kind: 'blocked', why: 'unknown' })
  })
})

describe('addresses', () => {
  const { thumbnailUrl, playManifestUrl } = createMediaAddresses({ partnerId: 123, deliveryUrl: 'https://cdn.example/' })

  test('of a still name its width and its second', () => {
    expect(thumbnailUrl('1_abc', { width: 640 })).toBe('https://cdn.example/p/123/sp/12300/thumbnail/entry_id/1_abc/width/640')
    expect(thumbnailUrl('1_abc', { width: 640, second: 12.34567 })).toBe(
      'https://cdn.example/p/123/sp/12300/thumbnail/entry_id/1_abc/width/640/vid_sec/12.346',
    )
  })

  test.each([
    [undefined, 'format/applehttp/a.m3u8'],
    ['dash' as const, 'format/mpegdash/a.mpd'],
    ['mp4' as const, 'format/url/a.mp4'],
  ])('of playManifest name the format: %s', (format, end) => {
    expect(playManifestUrl('1_abc', format && { format })).toBe(
      `https://cdn.example/p/123/sp/12300/playManifest/entryId/1_abc/protocol/https/${end}`,
    )
  })

  test.each([
    { width: 0 },
    { width: 4097 },
    { width: 1.5 },
    { width: 640, second: -1 },
    { width: 640, second: 1e7 },
    { width: 640, second: Number.NaN },
  ])('are not made of the size or second %j', (odd) => {
    expect(() => thumbnailUrl('1_abc', odd)).toThrow(InvalidInputError)
  })

  test('are not made of a delivery address without encryption', () => {
    expect(() => createMediaAddresses({ partnerId: 123, deliveryUrl: 'http://cdn.example' })).toThrow(InvalidInputError)
  })
})
