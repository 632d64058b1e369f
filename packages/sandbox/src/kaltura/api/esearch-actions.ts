import { z } from 'zod'
import { isListed } from '../account/entitlement.ts'
import { type CatalogueEntry, entryStatus } from '../entry.ts'
import type { Action, Params, World } from './actions.ts'
import { entryAnswer } from './entry-answer.ts'
import { type Hits, matchItem } from './esearch/search-match.ts'
import { refusalOf, searchOperator } from './esearch/search-query.ts'
import { searchable } from './esearch/searchable.ts'
import { apiException, refusals } from './exception.ts'
import { items, textParameter } from './parameters.ts'

const order = z.object({
  orderItems: z.array(z.object({ sortField: z.string().max(64), sortOrder: z.enum(['asc', 'desc']).catch('desc') })).max(10),
})
const searchParams = z.object({
  searchOperator: z.unknown().optional(),
  objectStatuses: textParameter.default(`${entryStatus.ready}`),
  objectId: textParameter.optional(),
  objectIds: textParameter.optional(),
  objectIdsNotIn: z.union([z.boolean(), z.number().transform((yes) => yes === 1), z.stringbool()]).catch(false),
  orderBy: order.catch({ orderItems: [] }),
})
const pager = z
  .object({ pageSize: z.coerce.number().int().min(0).catch(30), pageIndex: z.coerce.number().int().min(1).catch(1) })
  .catch({ pageSize: 30, pageIndex: 1 })

/** How many lines of captions are told of one entry at most: Kaltura's own is a setting (`captionInnerHitsSize`). */
const mostCues = 10

/**
 * elasticsearch_esearch.searchEntry (kaltura/server ESearchService): operators over fields of entries, their categories and their captions.
 *
 * The answer names the lines of the captions that were found, with their times in ms. It is judged by entitlement, and by nothing else: unlike media.list it
 * finds entries of any owner. Texts are compared without what Kaltura knows of languages (stems, synonyms), and found entries come newest first, unless
 * `orderBy` says otherwise, where Kaltura puts what fits best first.
 */
export const esearchActions: readonly (readonly [string, Action])[] = [['elasticsearch_esearch.searchentry', searchEntry]]

interface Found {
  entry: CatalogueEntry
  hits: Hits
}

function searchEntry(params: Params, world: World) {
  const asked = searchParams.safeParse(params.searchParams)
  if (!asked.success) return refusals.missingParameter('searchParams')
  const { searchOperator: given, objectStatuses, objectId, objectIds, objectIdsNotIn, orderBy } = asked.data
  if (given === undefined || given === null)
    return apiException('EMPTY SEARCH OPERATOR IS NOT ALLOWED', 'empty search operator is not allowed')
  const operator = searchOperator.safeParse(given)
  if (!operator.success) return refusals.invalidObjectType('searchOperator')
  const refusal = refusalOf(operator.data)
  if (refusal) return refusal

  const statuses = new Set(items(objectStatuses))
  const ids = objectId ?? objectIds
  const isNamed = (id: string) => ids === undefined || items(ids).includes(id) !== (objectIdsNotIn && objectId === undefined)
  const found = world.catalogue.all().flatMap((entry): Found[] => {
    if (!statuses.has(`${entry.status}`) || !isNamed(entry.id) || !isListed(entry, world.bearer, world.records)) return []
    const hits = matchItem(operator.data, searchable(entry, world))
    return hits ? [{ entry, hits }] : []
  })
  const { pageSize, pageIndex } = pager.parse(params.pager)
  const size = Math.min(pageSize, 500)
  const shown = sorted(found, orderBy.orderItems).slice((pageIndex - 1) * size, pageIndex * size)
  const objects = shown.map((one) => result(one, params, world))
  return { totalCount: found.length, objects, objectType: 'KalturaESearchEntryResponse' }
}

const sortKeys: Readonly<Record<string, (entry: CatalogueEntry) => string | number>> = {
  name: ({ name }) => name.toLowerCase(),
  created_at: ({ createdAtMs }) => createdAtMs,
  updated_at: ({ updatedAtMs }) => updatedAtMs,
  start_date: ({ startsAtMs = 0 }) => startsAtMs,
}

/** By the first of the fields that tells two entries apart. */
function sorted(found: readonly Found[], by: readonly { sortField: string; sortOrder: 'asc' | 'desc' }[]): readonly Found[] {
  return [...found].sort((a, b) => {
    const differences = by.map(({ sortField, sortOrder }) => {
      const key = sortKeys[sortField]
      if (!key) return 0
      const [left, right] = [key(a.entry), key(b.entry)]
      const difference = left < right ? -1 : left > right ? 1 : 0
      return sortOrder === 'asc' ? difference : -difference
    })
    return differences.find((difference) => difference !== 0) ?? 0
  })
}

function result({ entry, hits }: Found, params: Params, world: World): Record<string, unknown> {
  const fields = [...new Set(hits.highlights.map(({ fieldName }) => fieldName))]
  const cues = hits.cues.slice(0, mostCues).map(({ cue, hit }) => ({
    highlight: hit === undefined ? [] : [highlight('caption_assets.lines.content', [hit])],
    line: cue.content,
    startsAt: cue.start_time,
    endsAt: cue.end_time,
    language: cue.language,
    captionAssetId: cue.caption_asset_id,
    label: cue.label,
    objectType: 'KalturaESearchCaptionItemData',
  }))
  const captions = { totalCount: hits.cues.length, items: cues, itemsType: 'caption', objectType: 'KalturaESearchItemDataResult' }
  return {
    object: entryAnswer(entry, params, world),
    highlight: fields.map((fieldName) => {
      const marked = hits.highlights.filter((one) => one.fieldName === fieldName)
      return highlight(fieldName, [...new Set(marked.map(({ hit }) => hit))])
    }),
    itemsData: cues.length === 0 ? [] : [captions],
    objectType: 'KalturaESearchEntryResult',
  }
}

function highlight(fieldName: string, texts: readonly string[]): Record<string, unknown> {
  return { fieldName, hits: texts.map((value) => ({ value, objectType: 'KalturaString' })), objectType: 'KalturaESearchHighlight' }
}
