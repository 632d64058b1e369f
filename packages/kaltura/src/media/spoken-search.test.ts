import { describe, expect, test } from 'vitest'
import { apiException } from '../client/fake-kaltura.ts'
import { createFakeCatalog, lecture, lectures, listOf } from './fake-catalog.ts'

const said = { line: 'The moon\n pulls.', startsAt: 4250, endsAt: 7750, language: 'English', captionAssetId: '1_cap1', label: 'English' }
const foundBy = (object: unknown, ...items: unknown[]) => ({
  object,
  itemsData: [
    { itemsType: 'caption', items },
    { itemsType: 'cuePoint', items: [said] },
  ],
})
const item = { asset: { id: '1_cap1', language: 'English' }, entry: lecture, startTime: 4250, endTime: 7750, content: 'The moon pulls.' }
const line = { captionId: '1_cap1', startMs: 4250, endMs: 7750, text: 'The moon pulls.', language: 'English', entry: { id: '1_lecture1' } }
const withoutEsearch = (answer: () => unknown) =>
  createFakeCatalog(({ name }) => (name.startsWith('elasticsearch') ? apiException('FEATURE_FORBIDDEN') : answer()))

describe('searching for what is said', () => {
  test('asks eSearch for lines that have all the words, in the scope', async () => {
    const { catalog, calls } = createFakeCatalog(() => listOf(foundBy(lecture, said)))

    expect(await catalog.searchCaptions(lectures, 'moon pulls', { limit: 10 })).toMatchObject({ kind: 'searched', lines: [line] })
    expect(calls[0]?.body).toMatchObject({
      searchParams: {
        searchOperator: {
          searchItems: [
            { operator: 2 },
            { operator: 2 },
            {
              operator: 1,
              searchItems: ['moon', 'pulls'].map((searchTerm) => ({
                fieldName: 'content',
                searchTerm,
                objectType: 'KalturaESearchCaptionItem',
              })),
              objectType: 'KalturaESearchNestedOperator',
            },
          ],
        },
      },
    })
  })

  test('tells the lines of an entry in the order of their times, and no more than asked for', async () => {
    const early = { ...said, startsAt: 1000 }
    const { catalog } = createFakeCatalog(() => listOf(foundBy(lecture, said, early, { ...said, startsAt: 9000 })))

    expect(await catalog.searchCaptions(lectures, 'moon', { limit: 2 })).toMatchObject({ lines: [{ startMs: 1000 }, { startMs: 4250 }] })
  })

  test('keeps what is said out of scope to itself', async () => {
    const { catalog } = createFakeCatalog(() => listOf(foundBy({ ...lecture, categories: 'staff>lectures' }, said)))

    expect(await catalog.searchCaptions(lectures, 'moon', { limit: 10 })).toEqual({ kind: 'searched', lines: [] })
  })

  test('leaves out what makes no sense, and tells the rest', async () => {
    const { catalog } = createFakeCatalog(() =>
      listOf(7, { object: lecture }, foundBy({ id: 7 }, said), foundBy(lecture, null, { ...said, startsAt: 'x' }, said)),
    )

    expect(await catalog.searchCaptions(lectures, 'moon', { limit: 10 })).toMatchObject({ lines: [line] })
  })

  test('asks the older search where there is no eSearch, and tells each line once', async () => {
    const elsewhere = { ...item, entry: { ...lecture, tags: '', categories: 'elsewhere' } }
    const { catalog, calls } = withoutEsearch(() => listOf(null, item, elsewhere, { ...item, content: 7 }))
    const found = await catalog.searchCaptions({ ...lectures, tags: ['discord'] }, 'moon pulls', { limit: 10 })

    expect(found).toMatchObject({ kind: 'searched', lines: [line] })
    expect(found).toMatchObject({ lines: { length: 1 } })
    expect(calls.slice(1).map(({ body }) => body)).toMatchObject([
      {
        entryFilter: { tagsMultiLikeOr: 'discord', statusIn: '2', objectType: 'KalturaMediaEntryFilter' },
        captionAssetItemFilter: { contentMultiLikeAnd: 'moon,pulls', objectType: 'KalturaCaptionAssetItemFilter' },
        captionAssetItemPager: { pageIndex: 1, objectType: 'KalturaFilterPager' },
      },
      { entryFilter: { categoriesMatchOr: 'campus>lectures' } },
    ])
  })

  test('is not offered where Kaltura has neither', async () => {
    const { catalog } = withoutEsearch(() => apiException('SERVICE_FORBIDDEN'))

    expect(await catalog.searchCaptions(lectures, 'moon', { limit: 10 })).toEqual({ kind: 'not-offered' })
  })

  test('fails where Kaltura refuses for another reason', async () => {
    const { catalog } = withoutEsearch(() => apiException('INVALID_KS'))

    await expect(catalog.searchCaptions(lectures, 'moon', { limit: 10 })).rejects.toMatchObject({ apiCode: 'INVALID_KS' })
  })
})
