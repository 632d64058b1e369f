import type { MediaScope } from '@kaltura-discord/core'
import { watchableMediaTypes } from './entry-of.ts'
import { readyStatus } from './entry-status.ts'
import { pageSize } from './pages.ts'

/** A part of a question to eSearch (`KalturaESearch…Item`, `…Operator`). */
type Item = Readonly<Record<string, unknown>>

/** `KalturaESearchOperatorType`. */
const operators = { and: 1, or: 2 } as const
/** `KalturaESearchItemType`. */
const exact = 1
const partial = 2

/** An entry that people can watch, inside `scope`, that is also what `conditions` say. */
export function searchEntryParams(scope: MediaScope, conditions: readonly Item[], pageIndex: number): Record<string, unknown> {
  return {
    searchParams: {
      searchOperator: operator('and', [inside(scope), watchable(), ...conditions]),
      objectStatuses: readyStatus,
      objectType: 'KalturaESearchEntryParams',
    },
    pager: { pageSize, pageIndex, objectType: 'KalturaPager' },
  }
}

/** An entry with the word in a text of its own. */
export function hasWord(word: string): Item {
  const fields = ['name', 'description', 'tags']
  return operator(
    'or',
    fields.map((field) => entryItem(field, word, { itemType: partial, addHighlight: true })),
  )
}

/** An entry with one line of captions that has all the words. */
export function saysAll(words: readonly string[]): Item {
  const said = words.map((word) => ({ fieldName: 'content', searchTerm: word, itemType: partial, objectType: 'KalturaESearchCaptionItem' }))
  return { operator: operators.and, searchItems: said, objectType: 'KalturaESearchNestedOperator' }
}

function watchable(): Item {
  return operator(
    'or',
    watchableMediaTypes.split(',').map((type) => entryItem('media_type', type)),
  )
}

/**
 * Kaltura's index knows categories by their own names only, not by their full ones: this lets in more than the scope does (`physics>labs` for `biology>labs`),
 * and each answer has to be held against the scope again.
 */
function inside({ tags, categories }: MediaScope): Item {
  const names = categories.map((fullName) => fullName.split('>').at(-1) ?? fullName)
  return operator('or', [
    ...tags.map((tag) => entryItem('tags', tag)),
    ...names.flatMap((name) => [categoryItem('name', name), categoryItem('ancestor_name', name)]),
  ])
}

function operator(kind: keyof typeof operators, searchItems: readonly Item[]): Item {
  return { operator: operators[kind], searchItems, objectType: 'KalturaESearchEntryOperator' }
}

function entryItem(fieldName: string, searchTerm: string, more: Item = {}): Item {
  return { fieldName, searchTerm, itemType: exact, ...more, objectType: 'KalturaESearchEntryItem' }
}

function categoryItem(fieldName: 'name' | 'ancestor_name', searchTerm: string): Item {
  return { fieldName, searchTerm, itemType: exact, objectType: 'KalturaESearchCategoryEntryItem' }
}
