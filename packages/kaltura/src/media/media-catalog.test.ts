import { InvalidInputError, UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { apiException } from '../client/fake-kaltura.ts'
import { createFakeCatalog as given, lecture, lectures, listOf } from './fake-catalog.ts'

describe('searching for nothing in particular', () => {
  test('asks for ready entries of the categories and below them, newest first', async () => {
    const { catalog, calls } = given(() => listOf(lecture))
    const found = await catalog.search(lectures, ' ?! ', { limit: 25 })

    expect(found.map(({ id }) => id)).toEqual(['1_lecture1'])
    expect(calls[0]).toMatchObject({
      name: 'media.list',
      body: {
        filter: {
          statusIn: '2',
          mediaTypeIn: '1,201,202,203,204',
          categoriesMatchOr: 'campus>lectures',
          orderBy: '-createdAt',
          objectType: 'KalturaMediaEntryFilter',
        },
        pager: { pageIndex: 1, objectType: 'KalturaFilterPager' },
      },
    })
  })

  test('asks nothing for a scope that lets nothing in', async () => {
    const { catalog, calls } = given(() => listOf(lecture))

    expect(await catalog.search({ tags: [], categories: [] }, '', { limit: 25 })).toEqual([])
    expect(calls).toEqual([])
  })

  test('asks for tags and categories apart, and tells each entry once, newest first', async () => {
    const newer = { ...lecture, id: '1_newer', categories: '', createdAt: lecture.createdAt + 1 }
    const { catalog, calls } = given(({ body }) =>
      JSON.stringify(body).includes('tagsMultiLikeOr') ? listOf(newer, lecture) : listOf(lecture),
    )
    const found = await catalog.search({ tags: ['Discord'], categories: ['campus>lectures'] }, '  ', { limit: 25 })

    expect(found.map(({ id }) => id)).toEqual(['1_newer', '1_lecture1'])
    expect(calls).toHaveLength(2)
    expect(JSON.stringify(calls.map(({ body }) => body))).not.toContain('freeText')
  })

  test('keeps what Kaltura matched too generously to itself', async () => {
    const { catalog } = given(() => listOf({ ...lecture, categories: 'campus>lectures of others' }, lecture))

    expect((await catalog.search(lectures, '', { limit: 25 })).map(({ id }) => id)).toEqual(['1_lecture1'])
  })

  test('asks for further pages while the answers are full and too little of them fits', async () => {
    const foreign = Array.from({ length: 100 }, () => ({ ...lecture, categories: 'elsewhere' }))
    const { catalog, calls } = given(({ body }) => (JSON.stringify(body).includes('"pageIndex":1') ? listOf(...foreign) : listOf(lecture)))

    expect(await catalog.search(lectures, '', { limit: 1 })).toHaveLength(1)
    expect(calls).toHaveLength(2)
  })

  test('does not go on for ever', async () => {
    const foreign = Array.from({ length: 100 }, () => ({ ...lecture, categories: 'elsewhere' }))
    const { catalog, calls } = given(() => listOf(...foreign))

    expect(await catalog.search(lectures, '', { limit: 1 })).toEqual([])
    expect(calls).toHaveLength(3)
  })

  test('leaves out an entry that makes no sense, and tells the others', async () => {
    const { catalog } = given(() => listOf({ id: 7 }, null, { ...lecture, id: '1_x,edit:*' }, lecture))

    expect(await catalog.search(lectures, '', { limit: 25 })).toHaveLength(1)
  })

  test.each([0, 101, 1.5])('for %d entries is refused', async (limit) => {
    await expect(given(() => listOf()).catalog.search(lectures, '', { limit })).rejects.toThrow(InvalidInputError)
  })
})

describe('one entry', () => {
  test('is told in our words', async () => {
    const { catalog, calls } = given(() => lecture)

    expect(await catalog.get('1_lecture1')).toEqual({
      id: '1_lecture1',
      name: 'Lecture 1',
      description: 'Waves',
      durationS: 61.98,
      kind: 'video',
      status: 'ready',
      tags: ['discord', 'physics'],
      categories: ['campus>lectures>physics', 'archive'],
      thumbnailUrl: lecture.thumbnailUrl,
      createdAtMs: 1_767_225_600_000,
    })
    expect(calls[0]).toMatchObject({ name: 'baseEntry.get', body: { entryId: '1_lecture1' } })
  })

  test.each([
    [-2, 'failed'],
    [-1, 'failed'],
    [0, 'processing'],
    [1, 'processing'],
    ['2', 'ready'],
    [3, 'gone'],
    [4, 'processing'],
    [5, 'blocked'],
    [6, 'blocked'],
    [7, 'processing'],
    ['virusScan.Infected', 'blocked'],
    ['somePlugin.Later', 'processing'],
    ['constructor', 'processing'],
  ])('of status %s is %s', async (status, ours) => {
    expect(await given(() => ({ ...lecture, status })).catalog.get('1_lecture1')).toMatchObject({ status: ours })
  })

  test.each([
    [{ msDuration: -1 }, 0],
    [{ duration: -1, msDuration: undefined }, 0],
  ])('with the odd length %j has none', async (odd, durationS) => {
    expect(await given(() => ({ ...lecture, ...odd })).catalog.get('1_lecture1')).toMatchObject({ durationS })
  })

  test('that is live has no length', async () => {
    const live = { ...lecture, type: 7, mediaType: 201, objectType: 'KalturaLiveStreamEntry' }

    expect(await given(() => live).catalog.get('1_lecture1')).toMatchObject({ kind: 'live', durationS: 0 })
  })

  test.each([{ type: 5 }, { type: 'room.room' }, { type: 1, mediaType: 2 }])('that nobody can watch (%j) is none', async (of) => {
    const { mediaType: _, ...base } = lecture

    expect(await given(() => ({ ...base, ...of })).catalog.get('1_lecture1')).toBeUndefined()
  })

  test.each([
    'javascript:alert(1)',
    'https://cdn.example/thumbnail/ks/djJ8abc',
    'https://cdn.example/t?ks=djJ8abc',
    'https://me@cdn.example/t',
    'nowhere',
  ])('with the still %s has none', async (thumbnailUrl) => {
    expect((await given(() => ({ ...lecture, thumbnailUrl })).catalog.get('1_lecture1'))?.thumbnailUrl).toBeUndefined()
  })

  test('that Kaltura does not know is none', async () => {
    expect(await given(() => apiException('ENTRY_ID_NOT_FOUND', { ENTRY_ID: '1_gone' })).catalog.get('1_gone')).toBeUndefined()
  })

  test('that we may not ask for is an error, not an absence', async () => {
    await expect(given(() => apiException('INVALID_KS')).catalog.get('1_abc')).rejects.toMatchObject({ apiCode: 'INVALID_KS' })
    await expect(given(() => new Response('', { status: 503 })).catalog.get('1_abc')).rejects.toThrow(UnavailableError)
  })

  test.each(['', '*', '1_a,1_b', '../x'])('called %j is none, and nobody is asked', async (id) => {
    const { catalog, calls } = given(() => lecture)

    expect(await catalog.get(id)).toBeUndefined()
    expect(calls).toEqual([])
  })
})
