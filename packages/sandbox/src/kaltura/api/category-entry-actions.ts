import { z } from 'zod'
import { type Category, fullName, pathTo, permissionLevel } from '../account/category.ts'
import { activeMember } from '../account/category-user.ts'
import { categoriesOf, isCategoryShown, isEnforced, isEntitled } from '../account/entitlement.ts'
import type { CatalogueEntry } from '../entry.ts'
import { accountRefusals } from './account-refusals.ts'
import type { Action, Params, World } from './actions.ts'
import { categoryEntryClass } from './category-class.ts'
import { refusals } from './exception.ts'
import { readObject } from './object-class.ts'
import { listObjects } from './object-list.ts'
import { idParameter, textParameter } from './parameters.ts'

const told = z.object({ categoryId: z.number(), entryId: z.string() })
const filters = z.record(z.string(), z.unknown()).catch({})
const narrowing = ['entryIdEqual', 'entryIdIn', 'categoryIdEqual', 'categoryIdIn']

/** kaltura/server entry::MAX_CATEGORIES_PER_ENTRY. */
const mostCategories = 32

/** categoryEntry.add, list and delete (kaltura/server CategoryEntryService, categoryEntry). */
export const categoryEntryActions: readonly (readonly [string, Action])[] = [
  ['categoryentry.add', addToCategory],
  ['categoryentry.list', listCategoryEntries],
  ['categoryentry.delete', removeFromCategory],
]

function addToCategory(params: Params, world: World) {
  const read = readObject(params.categoryEntry, { parameter: 'categoryEntry', classes: [categoryEntryClass] })
  if (read.kind === 'refused') return read.why
  const { categoryId, entryId } = told.parse(read.properties)
  const { records, catalogue, bearer } = world
  const entry = catalogue.find(entryId)
  if (!entry || !isEntitled(entry, bearer, records)) return accountRefusals.invalidEntryId(entryId)
  const category = records.categories.find(categoryId)
  if (!category || !isCategoryShown(category, bearer, records)) return accountRefusals.categoryNotFound(categoryId)
  if (entry.categories.length >= mostCategories) return accountRefusals.tooManyCategories(mostCategories)
  if (!mayContribute(category, world)) return accountRefusals.cannotAssign()
  const name = fullName(category, records.categories)
  if (entry.categories.includes(name)) return accountRefusals.alreadyInCategory()
  const changed = { ...entry, categories: [...entry.categories, name], updatedAtMs: world.now() }
  catalogue.put(changed)
  return answer(changed, category, world)
}

function removeFromCategory(params: Params, world: World) {
  const entryId = textParameter.safeParse(params.entryId)
  if (!entryId.success) return refusals.missingParameter('entryId')
  const categoryId = idParameter.safeParse(params.categoryId)
  if (!categoryId.success) return refusals.missingParameter('categoryId')
  const { records, catalogue, bearer } = world
  const entry = catalogue.find(entryId.data)
  const category = records.categories.find(categoryId.data)
  const name = category && fullName(category, records.categories)
  if (!entry || !category || !name || !entry.categories.includes(name)) return accountRefusals.notInCategory()
  const isManager = activeMember(category, bearer.userId, records)?.permissionLevel === permissionLevel.manager
  const isEditor = [entry.userId, ...(entry.entitledUsers?.edit ?? [])].includes(bearer.userId)
  if (isEnforced(bearer) && !isManager && !isEditor) return accountRefusals.cannotRemove()
  catalogue.put({ ...entry, categories: entry.categories.filter((one) => one !== name), updatedAtMs: world.now() })
  return null
}

/** Without an entry or a category in the filter only an ADMIN KS that is free of entitlement gets an answer. */
function listCategoryEntries(params: Params, world: World) {
  const { records, catalogue, bearer } = world
  const filter = filters.parse(params.filter)
  const isNarrow = narrowing.some((field) => filter[field] !== undefined)
  if (!isNarrow && (isEnforced(bearer) || !bearer.admin)) return accountRefusals.filterOnEntryOrCategory()
  const entryId = textParameter.safeParse(filter.entryIdEqual).data
  const named = entryId === undefined ? undefined : catalogue.find(entryId)
  if (entryId !== undefined && isEnforced(bearer) && !(named && isEntitled(named, bearer, records))) return refusals.entryNotFound(entryId)
  const categoryId = idParameter.safeParse(filter.categoryIdEqual).data
  const category = categoryId === undefined ? undefined : records.categories.find(categoryId)
  if (categoryId !== undefined && isEnforced(bearer) && !(category && isCategoryShown(category, bearer, records)))
    return accountRefusals.categoryNotFound(categoryId)

  const objects = catalogue.all().flatMap((entry) =>
    categoriesOf(entry, records)
      .filter((one) => isCategoryShown(one, bearer, records))
      .map((one) => answer(entry, one, world)),
  )
  return listObjects(objects, params, { objectType: 'KalturaCategoryEntryListResponse', classes: [categoryEntryClass] })
}

function mayContribute(category: Category, { bearer, records }: World): boolean {
  if (!isEnforced(bearer) || category.contributionPolicy === 1) return true
  const member = activeMember(category, bearer.userId, records)
  return member !== undefined && member.permissionLevel < permissionLevel.member
}

/** KalturaCategoryEntry: the sandbox remembers of when an entry came into a category no more than when the entry last changed. */
function answer(entry: CatalogueEntry, category: Category, { records }: World): Record<string, unknown> {
  const ids = pathTo(category, records.categories).map(({ id }) => id)
  return {
    categoryId: category.id,
    entryId: entry.id,
    createdAt: Math.floor(entry.updatedAtMs / 1000),
    categoryFullIds: ids.join('>'),
    status: 2,
    creatorUserId: entry.userId,
    objectType: 'KalturaCategoryEntry',
  }
}
