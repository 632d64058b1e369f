import { UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { apiException, type SeenCall } from '../client/fake-kaltura.ts'
import { createFakeCatalog, lecture, lectures, listOf } from './fake-catalog.ts'

const esearch = 'elasticsearch_esearch.searchEntry'
const hit = (object: unknown, more: object = {}) => ({
  object,
  highlight: [],
  itemsData: [],
  objectType: 'KalturaESearchEntryResult',
  ...more,
})
const namesOf = (calls: readonly SeenCall[]) => calls.map(({ name }) => name)
const minuteMs = 60_000

describe('searching for words', () => {
  test('asks eSearch for each word, among what can be watched in the scope', async () => {
    const { catalog, calls } = createFakeCatalog(() => listOf(hit(lecture)))
    const found = await catalog.search({ ...lectures, tags: ['Discord'] }, 'waves, "now"!', { limit: 25 })

    expect(found).toMatchObject([{ id: '1_lecture1', highlights: [] }])
    expect(namesOf(calls)).toEqual([esearch])
    expect(calls[0]?.body).toMatchObject({
      searchParams: {
        objectStatuses: '2',
        searchOperator: {
          operator: 1,
          searchItems: [
            {
              operator: 2,
              searchItems: [
                { fieldName: 'tags', searchTerm: 'Discord', itemType: 1, objectType: 'KalturaESearchEntryItem' },
                { fieldName: 'name', searchTerm: 'lectures', itemType: 1, objectType: 'KalturaESearchCategoryEntryItem' },
                { fieldName: 'ancestor_name', searchTerm: 'lectures', itemType: 1, objectType: 'KalturaESearchCategoryEntryItem' },
              ],
            },
            { operator: 2, searchItems: ['1', '201', '202', '203', '204'].map((searchTerm) => ({ fieldName: 'media_type', searchTerm })) },
            {
              operator: 2,
              searchItems: ['name', 'description', 'tags'].map((fieldName) => ({ fieldName, searchTerm: 'waves', itemType: 2 })),
            },
            {
              operator: 2,
              searchItems: ['name', 'description', 'tags'].map((fieldName) => ({ fieldName, searchTerm: 'now', addHighlight: true })),
            },
          ],
        },
      },
      pager: { pageIndex: 1, objectType: 'KalturaPager' },
    })
  })

  test('keeps what is out of scope or not ready to itself, whatever eSearch found', async () => {
    const elsewhere = { ...lecture, id: '1_other', categories: 'staff>lectures' }
    const unready = { ...lecture, id: '1_unready', status: 1 }
    const { catalog } = createFakeCatalog(() => listOf(hit(elsewhere), hit(unready), hit(lecture)))

    expect((await catalog.search(lectures, 'waves', { limit: 25 })).map(({ id }) => id)).toEqual(['1_lecture1'])
  })

  test('leaves out an answer that makes no sense, and tells the others in the order of eSearch', async () => {
    const newer = { ...lecture, id: '1_newer', createdAt: lecture.createdAt + 1 }
    const { catalog } = createFakeCatalog(() =>
      listOf(null, { object: 7 }, hit(lecture, { highlight: 'none' }), hit({ id: 3 }), hit(newer)),
    )

    expect((await catalog.search(lectures, 'waves', { limit: 25 })).map(({ id }) => id)).toEqual(['1_lecture1', '1_newer'])
  })

  test('cuts highlights where the words begin and end, and passes over those of other texts', async () => {
    const highlight = [
      { fieldName: 'name', hits: [{ value: '<em>Lecture</em> 1 <b>&</b>' }, { value: 7 }, null] },
      { fieldName: 'metadata', hits: [{ value: '<em>x</em>' }] },
      { fieldName: 'tags', hits: 'x' },
      null,
    ]
    const { catalog } = createFakeCatalog(() => listOf(hit(lecture, { highlight })))

    expect(await catalog.search(lectures, 'lecture', { limit: 25 })).toMatchObject([
      {
        highlights: [
          {
            field: 'name',
            parts: [
              { text: 'Lecture', found: true },
              { text: ' 1 <b>&</b>', found: false },
            ],
          },
        ],
      },
    ])
  })

  test('cuts a text with several words found into as many', async () => {
    const highlight = [{ fieldName: 'name', hits: [{ value: '<em>Moon</em> and <em>Sun</em>' }] }]
    const { catalog } = createFakeCatalog(() => listOf(hit(lecture, { highlight })))
    const [found] = await catalog.search(lectures, 'moon sun', { limit: 25 })

    expect(found?.highlights[0]?.parts.map(({ text }) => text)).toEqual(['Moon', ' and ', 'Sun'])
  })

  test('takes the first twelve words of a long text', async () => {
    const { catalog, calls } = createFakeCatalog(() => listOf())
    await catalog.search(lectures, 'a b c d e f g h i j k l m n o p q', { limit: 25 })

    expect(JSON.stringify(calls)).toContain('"searchTerm":"l"')
    expect(JSON.stringify(calls)).not.toContain('"searchTerm":"m"')
  })
})

describe('a last word that is still being typed', () => {
  const tides = { ...lecture, id: '1_tides', name: 'Lecture 2: Tides', description: '' }
  const withoutTheLast = ({ body }: SeenCall) =>
    JSON.stringify(body).includes('"searchTerm":"Ti"') ? listOf() : listOf(hit(lecture), hit(tides))

  test('is looked for in what has the others, when eSearch does not know what it begins', async () => {
    const { catalog, calls } = createFakeCatalog(withoutTheLast)

    expect(await catalog.search(lectures, 'lecture Ti', { limit: 5 })).toMatchObject([{ id: '1_tides' }])
    expect(namesOf(calls)).toEqual([esearch, esearch])
  })

  test('and the only one is looked for in what is newest', async () => {
    const { catalog, calls } = createFakeCatalog(({ name }) => (name === esearch ? listOf() : listOf(lecture, tides)))

    expect(await catalog.search(lectures, 'ti', { limit: 5 })).toMatchObject([{ id: '1_tides' }])
    expect(namesOf(calls)).toEqual([esearch, 'media.list'])
  })

  test('is not looked for again when it was found, or has three letters', async () => {
    const finding = createFakeCatalog(() => listOf(hit(lecture)))
    const empty = createFakeCatalog(() => listOf())

    expect(await finding.catalog.search(lectures, 'lecture 1', { limit: 5 })).toHaveLength(1)
    expect(await empty.catalog.search(lectures, 'lecture tid', { limit: 5 })).toEqual([])
    expect([finding.calls.length, empty.calls.length]).toEqual([1, 1])
  })
})

describe('without eSearch', () => {
  test.each(['FEATURE_FORBIDDEN', 'SERVICE_FORBIDDEN', 'SERVICE_DOES_NOT_EXISTS', 'INTERNAL_SERVERL_ERROR'])(
    'after %s, media.list is asked instead',
    async (code) => {
      const { catalog, calls } = createFakeCatalog(({ name }) => (name === esearch ? apiException(code) : listOf(lecture)))

      expect(await catalog.search(lectures, 'waves, "now"!', { limit: 25 })).toMatchObject([{ id: '1_lecture1', highlights: [] }])
      expect(namesOf(calls)).toEqual([esearch, 'media.list'])
      expect(calls[1]?.body).toMatchObject({ filter: { freeText: 'waves now', categoriesMatchOr: 'campus>lectures' } })
    },
  )

  test.each([new Response('', { status: 503 }), new Response('<html>'), { totalCount: 1 }])(
    'after an answer that is none (%#), media.list is asked instead',
    async (answer) => {
      const { catalog } = createFakeCatalog(({ name }) => (name === esearch ? answer : listOf(lecture)))

      expect(await catalog.search(lectures, 'waves', { limit: 25 })).toHaveLength(1)
    },
  )

  test('after it took too long, media.list is asked instead', async () => {
    const { catalog, calls, slow } = createFakeCatalog(({ name }) => (name === esearch ? new Promise(() => slow.abort()) : listOf(lecture)))

    expect(await catalog.search(lectures, 'waves', { limit: 25 })).toHaveLength(1)
    expect(namesOf(calls)).toEqual([esearch, 'media.list'])
  })

  test('that is remembered for five minutes, in searches for captions too', async () => {
    const { catalog, calls, time } = createFakeCatalog(({ name }) => (name === esearch ? apiException('FEATURE_FORBIDDEN') : listOf()))
    await catalog.search(lectures, 'waves', { limit: 25 })
    time.nowMs += 5 * minuteMs - 1
    await catalog.search(lectures, 'waves', { limit: 25 })
    await catalog.searchCaptions(lectures, 'waves', { limit: 25 })
    time.nowMs += 1
    await catalog.search(lectures, 'waves', { limit: 25 })

    expect(namesOf(calls)).toEqual([esearch, 'media.list', 'media.list', 'captionsearch_captionassetitem.search', esearch, 'media.list'])
  })

  test('a clock that was set back makes it forgotten', async () => {
    const { catalog, calls, time } = createFakeCatalog(({ name }) => (name === esearch ? apiException('FEATURE_FORBIDDEN') : listOf()))
    await catalog.search(lectures, 'waves', { limit: 25 })
    time.nowMs -= 60 * minuteMs
    await catalog.search(lectures, 'waves', { limit: 25 })

    expect(namesOf(calls)).toEqual([esearch, 'media.list', esearch, 'media.list'])
  })

  test('a Kaltura that is down as a whole is an error, and says nothing about eSearch', async () => {
    const { catalog, calls } = createFakeCatalog(() => new Response('', { status: 503 }))
    await expect(catalog.search(lectures, 'waves', { limit: 25 })).rejects.toThrow(UnavailableError)
    await expect(catalog.search(lectures, 'waves', { limit: 25 })).rejects.toThrow(UnavailableError)

    expect(namesOf(calls)).toEqual([esearch, 'media.list', esearch, 'media.list'])
  })

  test('any other refusal is an error', async () => {
    const { catalog, calls } = createFakeCatalog(() => apiException('INVALID_KS'))

    await expect(catalog.search(lectures, 'waves', { limit: 25 })).rejects.toMatchObject({ apiCode: 'INVALID_KS' })
    expect(namesOf(calls)).toEqual([esearch])
  })

  test('a caller who gave up is told so, and nothing else is asked', async () => {
    const caller = new AbortController()
    const { catalog, calls } = createFakeCatalog(() => caller.abort(new Error('gave up')))

    await expect(catalog.search(lectures, 'waves', { limit: 25, signal: caller.signal })).rejects.toThrow('gave up')
    expect(namesOf(calls)).toEqual([esearch])
  })
})
