import { z } from 'zod'
import { fullName } from '../account/category.ts'
import { isEntitled, isListed } from '../account/entitlement.ts'
import type { CatalogueEntry } from '../entry.ts'
import type { Action, Params, World } from './actions.ts'
import { entryAnswer } from './entry-answer.ts'
import { type EntryFilter, matchesFilter, sortEntries } from './entry-filter.ts'
import { type ApiException, refusals } from './exception.ts'
import { idParameter, items, textParameter } from './parameters.ts'
import { playbackContext } from './playback-context.ts'

const filter = z.record(z.string(), z.unknown()).default({})
const pager = z
  .object({ pageSize: z.coerce.number().int().min(0).catch(30), pageIndex: z.coerce.number().int().min(1).catch(1) })
  .catch({ pageSize: 30, pageIndex: 1 })
const contextParams = z.object({ referrer: z.string().max(4096).optional(), userAgent: z.string().max(1024).optional() }).catch({})

/** What baseEntry and media tell of entries (kaltura/server BaseEntryService, MediaService). What somebody isn't entitled to isn't there for them. */
export const entryActions: readonly (readonly [string, Action])[] = [
  ['baseentry.get', getEntry],
  ['media.get', getEntry],
  ['baseentry.list', (params, world) => listEntries(params, world, 'KalturaBaseEntryListResponse')],
  ['media.list', (params, world) => listEntries(params, world, 'KalturaMediaListResponse')],
  ['baseentry.count', countEntries],
  ['media.count', countEntries],
  ['baseentry.listbyreferenceid', listByReferenceId],
  ['baseentry.getplaybackcontext', getPlaybackContext],
]

/** The entry of a request, if the bearer may know of it. */
export function findEntry(params: Params, { catalogue, bearer, records }: World): CatalogueEntry | ApiException {
  const id = textParameter.safeParse(params.entryId)
  if (!id.success) return refusals.missingParameter('entryId')
  const entry = catalogue.find(id.data)
  return entry && isEntitled(entry, bearer, records) ? entry : refusals.entryNotFound(id.data)
}

function getEntry(params: Params, world: World) {
  const found = findEntry(params, world)
  return 'objectType' in found ? found : entryAnswer(found, params, world)
}

/** A player says on which page it stands; who says nothing is judged by what the request itself tells. */
function getPlaybackContext(params: Params, world: World) {
  const found = findEntry(params, world)
  if ('objectType' in found) return found
  const { referrer, userAgent } = contextParams.parse(params.contextDataParams)
  const caller = { ...world.caller, ...(referrer && { referrer }), ...(userAgent && { userAgent }) }
  return playbackContext(found, { ...world, caller })
}

function listEntries(params: Params, world: World, objectType: string) {
  const wanted = filter.safeParse(params.filter)
  return wanted.success ? page(findEntries(wanted.data, world), params, world, objectType) : refusals.invalidObjectType('filter')
}

function countEntries(params: Params, world: World) {
  const wanted = filter.safeParse(params.filter)
  return wanted.success ? findEntries(wanted.data, world).length : refusals.invalidObjectType('filter')
}

/** Finds the entries of any owner, whatever the KS may list. */
function listByReferenceId(params: Params, world: World) {
  const refId = textParameter.safeParse(params.refId)
  if (!refId.success || refId.data === '') return refusals.missingParameter('refId')
  const found = world.catalogue.all().filter((entry) => entry.referenceId === refId.data && isListed(entry, world.bearer, world.records))
  return page(found, params, world, 'KalturaBaseEntryListResponse')
}

function page(found: readonly CatalogueEntry[], params: Params, world: World, objectType: string) {
  return { totalCount: found.length, objects: pageOf(found, params).map((entry) => entryAnswer(entry, params, world)), objectType }
}

/** The page that a request's `pager` wants. */
export function pageOf(found: readonly CatalogueEntry[], params: Params): readonly CatalogueEntry[] {
  const { pageSize, pageIndex } = pager.parse(params.pager)
  const size = Math.min(pageSize, 500)
  return found.slice((pageIndex - 1) * size, pageIndex * size)
}

/** The entries that a filter lets through and the bearer may see, in the order of the filter. */
export function findEntries(wanted: EntryFilter, world: World): readonly CatalogueEntry[] {
  const asked = byCategoryNames(wanted, world)
  const found = world.catalogue.all().filter((entry) => maySee(entry, wanted, world) && matchesFilter(entry, asked))
  return sortEntries(found, textParameter.safeParse(wanted.orderBy).data ?? '-createdAt')
}

/** Who names one id may see it; who wants a list without being admin or holding `list:*` sees their own entries. */
function maySee(entry: CatalogueEntry, wanted: EntryFilter, { bearer, records }: World): boolean {
  if ((wanted.redirectFromEntryId ?? wanted.idEqual) !== undefined) return isEntitled(entry, bearer, records)
  if (bearer.admin || bearer.allows('list', '*')) return isListed(entry, bearer, records)
  return entry.userId === bearer.userId
}

/** Questions about ids of categories, asked about their names. */
function byCategoryNames(wanted: EntryFilter, { records }: World): EntryFilter {
  const names = (ids: unknown) =>
    items(textParameter.safeParse(ids).data ?? '').map((id) => {
      const category = records.categories.find(idParameter.catch(0).parse(id))
      // A category that there isn't holds nothing; no name of one begins like this.
      return category ? fullName(category, records.categories) : '>'
    })
  const { categoriesIdsMatchOr, categoriesIdsMatchAnd, categoryAncestorIdIn, ...others } = wanted
  return {
    ...others,
    ...(categoriesIdsMatchOr !== undefined && { categoriesFullNameIn: names(categoriesIdsMatchOr).join(',') }),
    ...(categoriesIdsMatchAnd !== undefined && { categoriesMatchAnd: names(categoriesIdsMatchAnd).join(',') }),
    ...(categoryAncestorIdIn !== undefined && { categoriesMatchOr: names(categoryAncestorIdIn).join(',') }),
  }
}
