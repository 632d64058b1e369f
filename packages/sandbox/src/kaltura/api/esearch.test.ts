import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { kalturaObject, type Person, person } from '../../testing/kaltura-client-under-test.ts'
import { createSandboxKaltura, type SandboxKaltura } from '../sandbox-kaltura.ts'

const type = { exact: 1, partial: 2, starts: 3, exists: 4, range: 5 }
const found = z.object({ totalCount: z.number(), objects: z.array(z.looseObject({ object: z.looseObject({ id: z.string() }) })) })
let sandbox: SandboxKaltura
let mara: Person

beforeAll(async () => {
  sandbox = await createSandboxKaltura({ now: () => 1_800_000_000_000 })
  mara = await person(sandbox)
})
afterAll(() => sandbox.close())

describe('eSearch', () => {
  test.each([
    ['a word in a name', item('Entry', { fieldName: 'name', searchTerm: 'orbital', itemType: type.partial }), ['0_lec01abc']],
    ['a phrase', item('Entry', { fieldName: 'description', searchTerm: 'goes faster', itemType: type.exact }), ['0_lec01abc']],
    ['no phrase in another order', item('Entry', { fieldName: 'description', searchTerm: 'faster goes', itemType: type.exact }), []],
    ['a beginning', item('Entry', { fieldName: 'name', searchTerm: 'lecture 2', itemType: type.starts }), ['0_lec02abc']],
    ['a tag', item('Entry', { fieldName: 'tags', searchTerm: 'welcome', itemType: type.exact }), ['0_welc0me1']],
    ['an id', item('Entry', { fieldName: 'id', searchTerm: '0_mot60abc', itemType: type.exact }), ['0_mot60abc']],
    ['a category', item('CategoryEntry', { fieldName: 'name', searchTerm: 'labs', itemType: type.exact }), ['0_mot60abc']],
    ['anything, anywhere', item('Unified', { searchTerm: 'satellite', itemType: type.partial }), ['0_lec01abc']],
    [
      'a span of time',
      operator(1, [
        item('Entry', { fieldName: 'created_at', itemType: type.range, range: range({ lessThan: 1_800_000_000 - 10 * 86_400 }) }),
        item('Entry', { fieldName: 'tags', searchTerm: 'lecture', itemType: type.exact }),
      ]),
      ['0_lec01abc'],
    ],
    [
      'one or the other',
      operator(2, [
        item('Entry', { fieldName: 'name', searchTerm: 'orbital', itemType: type.partial }),
        item('Entry', { fieldName: 'id', searchTerm: '0_mot60abc', itemType: type.exact }),
      ]),
      ['0_mot60abc', '0_lec01abc'],
    ],
    [
      'what is not there',
      operator(1, [
        item('Entry', { fieldName: 'tags', searchTerm: 'physics', itemType: type.exact }),
        operator(3, [item('Entry', { fieldName: 'name', searchTerm: 'tides', itemType: type.partial })]),
      ]),
      ['0_lec01abc'],
    ],
  ])('finds %s', async (_, query, ids) => {
    expect(await idsOf(query)).toEqual(ids)
  })

  test('tells which lines of the captions it was, when they are said, in which language, and marks the words', async () => {
    const spoken = item('Caption', { fieldName: 'content', searchTerm: 'shadow', itemType: type.partial, addHighlight: true })
    const answer = found.parse(await search(spoken))

    expect(answer).toMatchObject({
      totalCount: 1,
      objects: [{ object: { objectType: 'KalturaMediaEntry' }, objectType: 'KalturaESearchEntryResult' }],
    })
    expect(answer.objects[0]?.itemsData).toEqual([
      {
        totalCount: 1,
        items: [
          {
            line: 'Sun, moon and earth: the moon casts its shadow on us.',
            startsAt: 4250,
            endsAt: 7750,
            language: 'English',
            label: 'English',
            captionAssetId: '0_capeclen',
            highlight: [
              {
                fieldName: 'caption_assets.lines.content',
                hits: [{ value: 'Sun, moon and earth: the moon casts its <em>shadow</em> on us.', objectType: 'KalturaString' }],
                objectType: 'KalturaESearchHighlight',
              },
            ],
            objectType: 'KalturaESearchCaptionItemData',
          },
        ],
        itemsType: 'caption',
        objectType: 'KalturaESearchItemDataResult',
      },
    ])
  })

  test('a nested operator asks all of one and the same line', async () => {
    const german = (term: string) => [
      item('Caption', { fieldName: 'content', searchTerm: term, itemType: type.partial }),
      item('Caption', { fieldName: 'language', searchTerm: 'German', itemType: type.exact }),
    ]
    expect(await idsOf(nested(german('Schatten')))).toHaveLength(1)
    expect(await idsOf(nested(german('shadow')))).toEqual([])
    expect(await idsOf(operator(1, german('shadow')))).toHaveLength(1)
  })

  test('marks what it found in the fields of the entry', async () => {
    const answer = await search(item('Unified', { searchTerm: 'orbital', itemType: type.partial, addHighlight: true }))
    expect(answer).toMatchObject({
      objects: [{ highlight: [{ fieldName: 'name', hits: [{ value: 'Lecture 1: <em>Orbital</em> mechanics' }] }], itemsData: [] }],
    })
  })

  test('sorts as it is told, page by page', async () => {
    const orderBy = kalturaObject('ESearchOrderBy', {
      orderItems: [kalturaObject('ESearchEntryOrderByItem', { sortField: 'name', sortOrder: 'asc' })],
    })
    const lectures = item('Entry', { fieldName: 'tags', searchTerm: 'lecture', itemType: type.exact })
    const page = (pageIndex: number) => search(lectures, { orderBy }, kalturaObject('Pager', { pageSize: 1, pageIndex }))
    expect(await page(1)).toMatchObject({ totalCount: 2, objects: [{ object: { id: '0_lec01abc' } }] })
    expect(await page(2)).toMatchObject({ totalCount: 2, objects: [{ object: { id: '0_lec02abc' } }] })
  })

  test('looks among the named entries and statuses only', async () => {
    const lectures = item('Entry', { fieldName: 'tags', searchTerm: 'physics', itemType: type.exact })
    expect(await idsOf(lectures, { objectIds: '0_lec02abc' })).toEqual(['0_lec02abc'])
    expect(await idsOf(lectures, { objectIds: '0_lec02abc', objectIdsNotIn: 1 })).toEqual(['0_lec01abc'])
    expect(await idsOf(lectures, { objectStatuses: '1' })).toEqual(['0_lec03abc'])
  })

  test('finds nothing that the KS is not entitled to, not by its captions either', async () => {
    const elsewhere = await person(sandbox, { privileges: 'privacycontext:elsewhere' })
    const anything = item('Unified', { searchTerm: 'shadow', itemType: type.partial })
    expect(await elsewhere.call('eSearch.searchEntry', paramsOf(anything))).toMatchObject({ totalCount: 0 })
  })

  test.each([
    ['nothing to search by', undefined, 'EMPTY SEARCH OPERATOR IS NOT ALLOWED'],
    ['an empty operator', operator(1, []), 'EMPTY SEARCH ITEMS ARE NOT ALLOWED'],
    ['no term', item('Entry', { fieldName: 'name', searchTerm: '', itemType: type.partial }), 'EMPTY SEARCH TERM IS NOT ALLOWED'],
    ['part of an id', item('Entry', { fieldName: 'id', searchTerm: '0_', itemType: type.partial }), 'SEARCH_TYPE_NOT_ALLOWED_ON_FIELD'],
    [
      'a field that there is not',
      item('Entry', { fieldName: 'x', searchTerm: 'y', itemType: type.exact }),
      'SEARCH_TYPE_NOT_ALLOWED_ON_FIELD',
    ],
    ['a range of anything', item('Unified', { searchTerm: 'y', itemType: type.range }), 'SEARCH TYPE IS NOT ALLOWED ON UNIFIED SEARCH'],
  ])('%s is refused', async (_, query, code) => {
    expect(await search(query)).toMatchObject({ code })
  })
})

describe('captionAssetItem.search', () => {
  test('finds lines of captions in the entries that a list would have', async () => {
    const lister = await person(sandbox, { privileges: 'list:*' })
    const lines = kalturaObject('CaptionAssetItemFilter', { contentMultiLikeOr: 'shadow,Schatten' })
    const answer = await lister.call('captionAssetItem.search', kalturaObject('BaseEntryFilter'), lines)
    expect(answer).toMatchObject({
      totalCount: 2,
      objects: [
        { startTime: 4250, endTime: 7750, asset: { language: 'English' }, entry: { status: 2 } },
        { content: 'Sonne, Mond und Erde: Der Mond wirft seinen Schatten auf uns.', asset: { language: 'German' } },
      ],
      objectType: 'KalturaCaptionAssetItemListResponse',
    })
    expect(await mara.call('captionAssetItem.search', kalturaObject('BaseEntryFilter'), lines)).toMatchObject({ totalCount: 0 })
  })

  test('wants to know what for', async () => {
    const nothing = kalturaObject('CaptionAssetItemFilter')
    expect(await mara.call('captionAssetItem.search', kalturaObject('BaseEntryFilter'), nothing)).toMatchObject({
      code: 'PROPERTY_VALIDATION_CANNOT_BE_NULL',
    })
  })
})

function item(kind: 'Entry' | 'Caption' | 'CategoryEntry' | 'Unified', fields: object): object {
  return kalturaObject(`ESearch${kind}Item`, fields)
}

function operator(kind: number, searchItems: readonly object[]): object {
  return kalturaObject('ESearchEntryOperator', { operator: kind, searchItems })
}

function nested(searchItems: readonly object[]): object {
  return { objectType: 'KalturaESearchNestedOperator', operator: 1, searchItems }
}

function range(fields: object): object {
  return kalturaObject('ESearchRange', fields)
}

/** One item stands for an operator with nothing else in it. */
function paramsOf(query: object | undefined, more: object = {}): object {
  const isOperator = query === undefined || 'searchItems' in query
  return kalturaObject('ESearchEntryParams', { searchOperator: isOperator ? query : operator(1, [query]), ...more })
}

function search(query: object | undefined, more: object = {}, pager?: object): Promise<Record<string, unknown>> {
  return mara.call('eSearch.searchEntry', paramsOf(query, more), pager)
}

async function idsOf(query: object, more: object = {}): Promise<string[]> {
  return found.parse(await search(query, more)).objects.map(({ object }) => object.id)
}
