import type { Searched, SearchItem, SearchOperator, SearchRange } from './search-query.ts'
import { highlighted, itemType, matchesText } from './search-text.ts'

/** One line of a caption, as it can be searched for. */
export interface SearchableCue {
  content: string
  start_time: number
  end_time: number
  language: string
  label: string
  caption_asset_id: string
}

/** An entry as it can be searched for, under the names of Kaltura's index. A field with several values matches by any of them. */
export interface Searchable {
  entry: Readonly<Record<string, string | number | readonly string[]>>
  category: Readonly<Record<string, readonly string[]>>
  cues: readonly SearchableCue[]
}

/** Where an entry matched: texts by field, and lines of its captions. */
export interface Hits {
  highlights: readonly { fieldName: string; hit: string }[]
  cues: readonly { cue: SearchableCue; hit: string | undefined }[]
}

const none: Hits = { highlights: [], cues: [] }
/** kaltura/server ESearchUnifiedItem: the texts and ids of an entry that are looked through when no field is named. */
const unifiedFields = ['id', 'name', 'description', 'tags', 'user_names', 'reference_id']
const categoryFields = ['name', 'ancestor_name']

/** `undefined` for an entry that doesn't match. */
export function matchItem(item: SearchItem, searched: Searchable): Hits | undefined {
  if ('searchItems' in item) return matchOperator(item, searched)
  switch (item.objectType) {
    case 'KalturaESearchEntryItem':
      return matchField(item, item.fieldName, searched.entry[item.fieldName] ?? '')
    case 'KalturaESearchCategoryEntryItem':
      return matchField(item, item.fieldName, searched.category[item.fieldName] ?? [])
    case 'KalturaESearchCaptionItem':
      return matchCues([item], (held) => held.every(Boolean), searched)
    case 'KalturaESearchUnifiedItem':
      return together([
        ...unifiedFields.map((field) => matchField(item, field, searched.entry[field] ?? '')),
        ...categoryFields.map((field) => matchField(item, `category_${field}`, searched.category[field] ?? [])),
        matchCues([{ ...item, objectType: 'KalturaESearchCaptionItem', fieldName: 'content' }], (held) => held.every(Boolean), searched),
      ])
  }
}

function matchOperator({ objectType, operator, searchItems }: SearchOperator, searched: Searchable): Hits | undefined {
  const captions = searchItems.flatMap((item) => (item.objectType === 'KalturaESearchCaptionItem' ? [item] : []))
  // What stands together in a nested operator has to be true of one and the same line.
  if (objectType === 'KalturaESearchNestedOperator' && captions.length === searchItems.length) {
    const holds = { 1: all, 2: some, 3: (held: readonly boolean[]) => !some(held) }[operator]
    return matchCues(captions, holds, searched)
  }
  const found = searchItems.map((item) => matchItem(item, searched))
  if (operator === 3) return found.every((hits) => hits === undefined) ? none : undefined
  return operator === 1 && found.includes(undefined) ? undefined : together(found)
}

function all(held: readonly boolean[]): boolean {
  return held.every(Boolean)
}

function some(held: readonly boolean[]): boolean {
  return held.some(Boolean)
}

function together(found: readonly (Hits | undefined)[]): Hits | undefined {
  const hits = found.filter((one) => one !== undefined)
  return hits.length === 0 ? undefined : { highlights: hits.flatMap((one) => one.highlights), cues: hits.flatMap((one) => one.cues) }
}

function matchField(item: Searched, fieldName: string, value: string | number | readonly string[]): Hits | undefined {
  const values = Array.isArray(value) ? value : [value]
  const found = values.filter((one) => holds(item, one))
  if (found.length === 0) return undefined
  const marked = item.addHighlight ? found.flatMap((one) => highlighted(`${one}`, item.searchTerm) ?? []) : []
  return { highlights: marked.map((hit) => ({ fieldName, hit })), cues: [] }
}

function matchCues(
  items: readonly (Searched & { objectType: 'KalturaESearchCaptionItem' })[],
  isEnough: (held: readonly boolean[]) => boolean,
  { cues }: Searchable,
): Hits | undefined {
  const found = cues.filter((cue) => isEnough(items.map((item) => holds(item, own(cue, item.fieldName)))))
  if (found.length === 0) return undefined
  const term = items.find(({ fieldName, addHighlight }) => fieldName === 'content' && addHighlight)?.searchTerm
  return { highlights: [], cues: found.map((cue) => ({ cue, hit: term === undefined ? undefined : highlighted(cue.content, term) })) }
}

function own(cue: SearchableCue, fieldName: string): string | number {
  return Object.entries(cue).find(([name]) => name === fieldName)?.[1] ?? ''
}

function holds(item: Searched, value: string | number): boolean {
  if (item.itemType === itemType.range) return value !== '' && isWithin(Number(value), item.range)
  return matchesText(`${value}`, item.searchTerm, item.itemType)
}

function isWithin(value: number, { greaterThan, greaterThanOrEqual, lessThan, lessThanOrEqual }: SearchRange): boolean {
  return (
    (greaterThan === undefined || value > greaterThan) &&
    (greaterThanOrEqual === undefined || value >= greaterThanOrEqual) &&
    (lessThan === undefined || value < lessThan) &&
    (lessThanOrEqual === undefined || value <= lessThanOrEqual)
  )
}
