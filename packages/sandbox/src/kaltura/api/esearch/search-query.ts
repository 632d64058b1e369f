import { z } from 'zod'
import { apiException } from '../exception.ts'
import { itemType } from './search-text.ts'

const flag = z.union([z.boolean(), z.number().transform(Boolean), z.stringbool()]).default(false)
const range = z.object({
  greaterThanOrEqual: z.coerce.number().optional(),
  lessThanOrEqual: z.coerce.number().optional(),
  greaterThan: z.coerce.number().optional(),
  lessThan: z.coerce.number().optional(),
})
const common = {
  searchTerm: z.union([z.string().max(1024), z.number().transform(String)]).default(''),
  itemType: z.coerce.number().int().min(1).max(5).default(itemType.exactMatch),
  range: range.default({}),
  addHighlight: flag,
}
const unified = z.object({ objectType: z.literal('KalturaESearchUnifiedItem'), ...common })
const entryField = z.object({ objectType: z.literal('KalturaESearchEntryItem'), fieldName: z.string().max(64), ...common })
const caption = z.object({ objectType: z.literal('KalturaESearchCaptionItem'), fieldName: z.string().max(64), ...common })
const category = z.object({ objectType: z.literal('KalturaESearchCategoryEntryItem'), fieldName: z.string().max(64), ...common })
const operator = z.object({
  objectType: z.enum(['KalturaESearchEntryOperator', 'KalturaESearchNestedOperator']),
  /** 1 and, 2 or, 3 not. */
  operator: z.literal([1, 2, 3]).default(1),
  get searchItems() {
    return z
      .array(z.discriminatedUnion('objectType', [operator, unified, entryField, caption, category]))
      .max(100)
      .default([])
  },
})

export const searchOperator = operator
export type SearchOperator = z.infer<typeof operator>
export type SearchItem = SearchOperator['searchItems'][number]
export type SearchRange = z.infer<typeof range>
export type Searched = Exclude<SearchItem, SearchOperator>

const { exactMatch, partial, startsWith, exists, range: inRange } = itemType
const aText = [exactMatch, partial, startsWith, exists]
const anId = [exactMatch, exists]

/** What each field can be asked (kaltura/server ESearchEntryItem, ESearchCaptionItem, ESearchCategoryEntry…Item), of the fields that the sandbox holds. */
const askable: Readonly<Record<Searched['objectType'], Readonly<Record<string, readonly number[]>>>> = {
  KalturaESearchUnifiedItem: { '': [exactMatch, partial, startsWith] },
  KalturaESearchEntryItem: {
    ...{
      id: [exactMatch],
      name: [exactMatch, partial, startsWith],
      description: aText,
      tags: aText,
      user_names: aText,
      captions_content: aText,
    },
    ...{ kuser_id: [exactMatch], creator_kuser_id: [exactMatch], reference_id: anId, access_control_id: anId, admin_tags: anId },
    ...{ entitled_kusers_edit: anId, entitled_kusers_publish: anId, entitled_kusers_view: anId },
    ...{ media_type: [exactMatch], entry_type: [exactMatch], root_id: [exactMatch], is_live: [exactMatch] },
    ...{ length_in_msecs: [inRange], created_at: [inRange], updated_at: [inRange], start_date: [inRange, exists], plays: [inRange] },
  },
  KalturaESearchCaptionItem: {
    ...{ content: aText, start_time: [inRange], end_time: [inRange] },
    ...{ language: [exactMatch], label: [exactMatch], caption_asset_id: [exactMatch] },
  },
  KalturaESearchCategoryEntryItem: {
    ...{ id: anId, full_ids: [exactMatch, startsWith, exists], name: aText, ancestor_id: anId, ancestor_name: aText },
  },
}

/** Why an operator can't be searched by, if it can't (kaltura/server KalturaESearchErrors; the blanks in the codes are Kaltura's). */
export function refusalOf(item: SearchItem): ReturnType<typeof apiException> | undefined {
  if ('searchItems' in item) {
    if (item.searchItems.length === 0) return apiException('EMPTY SEARCH ITEMS ARE NOT ALLOWED', 'empty search items are not allowed')
    return item.searchItems.map(refusalOf).find((refusal) => refusal !== undefined)
  }
  const field = 'fieldName' in item ? item.fieldName : ''
  const [TYPE, FIELD] = [`${item.itemType}`, field]
  if (!askable[item.objectType][field]?.includes(item.itemType)) {
    if (field === '')
      return apiException('SEARCH TYPE IS NOT ALLOWED ON UNIFIED SEARCH', ` Type of search [${TYPE}] not allowed on unified search`, {
        TYPE,
      })
    return apiException('SEARCH_TYPE_NOT_ALLOWED_ON_FIELD', ` Type of search [${TYPE}] not allowed on specific field [${FIELD}]`, {
      TYPE,
      FIELD,
    })
  }
  if (item.searchTerm !== '' || item.itemType === exists || item.itemType === inRange) return undefined
  const words = ` Empty search term is not allowed on Field [${FIELD}] and search type [${TYPE}]`
  return apiException('EMPTY SEARCH TERM IS NOT ALLOWED', words, { FIELD, TYPE })
}
