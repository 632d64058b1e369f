import { z } from 'zod'
import { plainCategory } from '../account/account-records.ts'
import { type Category, fullName, kalturaCategory, pathTo, permissionLevel, privacyContexts } from '../account/category.ts'
import { activeMember, categoryUserId } from '../account/category-user.ts'
import { isCategoryShown, isEnforced } from '../account/entitlement.ts'
import type { CatalogueEntry } from '../entry.ts'
import { accountRefusals } from './account-refusals.ts'
import type { Action, Params, World } from './actions.ts'
import { categoryClass } from './category-class.ts'
import { type ApiException, refusals } from './exception.ts'
import { cannotBeNull, type Properties, readObject } from './object-class.ts'
import { listObjects } from './object-list.ts'
import { idParameter, present } from './parameters.ts'

const told = z.object({
  name: z.string().optional(),
  parentId: z.number().optional(),
  description: z.string().optional(),
  tags: z.string().optional(),
  referenceId: z.string().optional(),
  owner: z.string().optional(),
  privacyContext: z.string().optional(),
  privacy: z.literal([1, 2, 3]).optional().catch(undefined),
  appearInList: z.literal([1, 3]).optional().catch(undefined),
  defaultPermissionLevel: z.literal([0, 1, 2, 3, 4]).optional().catch(undefined),
  contributionPolicy: z.literal([1, 2]).optional().catch(undefined),
  inheritanceType: z.literal([1, 2]).optional().catch(undefined),
})

type Told = z.infer<typeof told>

/** category.add, get, list, update and delete (kaltura/server CategoryService). A category that its context keeps from somebody isn't there for them. */
export const categoryActions: readonly (readonly [string, Action])[] = [
  ['category.add', addCategory],
  ['category.get', (params, world) => withCategory(params, world, (category) => answer(category, world))],
  ['category.list', listCategories],
  ['category.update', updateCategory],
  ['category.delete', deleteCategory],
]

function addCategory(params: Params, world: World) {
  const read = readObject(params.category, { parameter: 'category', classes: [categoryClass] })
  if (read.kind === 'refused') return read.why
  const given = told.parse(read.properties)
  if (!given.name) return cannotBeNull('KalturaCategory::name')
  const made = plainCategory({ id: world.records.nextId(), parentId: given.parentId ?? 0, name: given.name }, world.now())
  return wrong(made, given, world) ?? save(made, given, world)
}

function listCategories(params: Params, world: World) {
  const { records, bearer } = world
  const shown = records.categories.all().filter((category) => isCategoryShown(category, bearer, records))
  const objects = shown.map((category) => answer(category, world))
  return listObjects(objects, params, { objectType: 'KalturaCategoryListResponse', classes: [categoryClass] })
}

function updateCategory(params: Params, world: World) {
  return withCategory(params, world, (category) => {
    const read = readObject(params.category, { parameter: 'category', classes: [categoryClass], before: answer(category, world) })
    if (read.kind === 'refused') return read.why
    const given = told.parse(read.properties)
    const refused = wrong(category, given, world) ?? notManager(category, world)
    return refused ?? save(category, given, world)
  })
}

/** What was in it goes to the category above, unless the caller says otherwise; the categories below it go with it. */
function deleteCategory(params: Params, world: World) {
  return withCategory(params, world, (category) => {
    const refused = notManager(category, world)
    if (refused) return refused
    const { categories, categoryUsers } = world.records
    const gone = categories.all().filter((one) => pathTo(one, categories).includes(category))
    const names = new Set(gone.map((one) => fullName(one, categories)))
    const above = categories.find(category.parentId)
    const moves = above !== undefined && !['0', 'false'].includes(String(params.moveEntriesToParentCategory))
    for (const entry of world.catalogue.all().filter((one) => one.categories.some((name) => names.has(name)))) {
      const left = entry.categories.filter((name) => !names.has(name))
      world.catalogue.put({ ...entry, categories: moves ? [...new Set([...left, fullName(above, categories)])] : left })
    }
    for (const member of categoryUsers.all().filter((one) => gone.some(({ id }) => id === one.categoryId))) categoryUsers.remove(member.id)
    for (const one of gone) categories.remove(one.id)
    return null
  })
}

export function withCategory<Result>(
  params: Params,
  { records, bearer }: World,
  use: (category: Category) => Result,
  parameter = 'id',
): Result | ApiException {
  const id = idParameter.safeParse(params[parameter])
  if (!id.success) return refusals.missingParameter(parameter)
  const category = records.categories.find(id.data)
  return category && isCategoryShown(category, bearer, records) ? use(category) : accountRefusals.categoryNotFound(id.data)
}

/** What may not be said of a category (KalturaCategory::validateCategory): a privacy context is set where entitlement is off, and what it needs only with one. */
function wrong(category: Category, given: Told, { records, bearer }: World): ApiException | undefined {
  const { categories } = records
  const parentId = given.parentId ?? category.parentId
  const parent = categories.find(parentId)
  if (given.privacyContext && isEnforced(bearer)) return accountRefusals.cannotUpdatePrivacyContext()
  if (parentId !== 0 && !parent) return accountRefusals.parentCategoryNotFound(parentId)
  const context = given.privacyContext?.split(',').find((one) => !/^[a-zA-Z\d]{4,}$/.test(one))
  if (given.privacyContext && context !== undefined) return accountRefusals.invalidPrivacyContext(context)
  const inContext = given.privacyContext || privacyContexts(category, categories).length > 0
  if (!inContext && !(parent && privacyContexts(parent, categories).length > 0)) {
    const [, code, field] = needsContext.find(([isSet]) => isSet(given)) ?? []
    if (code !== undefined && field !== undefined) return accountRefusals.fieldNeedsPrivacyContext(code, field)
  }
  const name = [...(parent ? [fullName(parent, categories)] : []), given.name ?? category.name].join('>')
  const twin = categories.all().find((one) => one.id !== category.id && fullName(one, categories) === name)
  return twin && accountRefusals.duplicateCategory(name)
}

const needsContext: readonly (readonly [(given: Told) => boolean, string, string])[] = [
  [({ appearInList = 1 }) => appearInList !== 1, 'APPEAR_IN_LIST', 'appear in list'],
  [({ inheritanceType = 2 }) => inheritanceType !== 2, 'INHERITANCE_TYPE', 'inheritance'],
  [({ privacy = 1 }) => privacy !== 1, 'PRIVACY', 'privacy'],
  [({ owner }) => owner !== undefined, 'OWNER', 'owner'],
  [({ contributionPolicy = 1 }) => contributionPolicy !== 1, 'CONTIRUBUTION_POLICY', 'contribution policy'],
  [({ defaultPermissionLevel = 3 }) => defaultPermissionLevel !== 3, 'DEFAULT_PERMISSION_LEVEL', 'default permission level'],
]

function notManager(category: Category, { records, bearer }: World): ApiException | undefined {
  if (!isEnforced(bearer) || activeMember(category, bearer.userId, records)?.permissionLevel === permissionLevel.manager) return undefined
  return accountRefusals.notEntitledToUpdateCategory()
}

/** A new name or place is a new full name of everything below, which entries know it by; an owner becomes its manager. */
function save(category: Category, given: Told, world: World): Record<string, unknown> {
  const { records, catalogue, now } = world
  const { categories, categoryUsers } = records
  const below = categories.all().filter((one) => pathTo(one, categories).some(({ id }) => id === category.id))
  const before = new Map(below.map((one) => [fullName(one, categories), one.id]))
  const changed: Category = { ...category, ...present(given), updatedAtMs: now() }
  categories.put(changed)
  const renamed = (name: string) => {
    const moved = categories.find(before.get(name) ?? -1)
    return moved ? fullName(moved, categories) : name
  }
  const isIn = (entry: CatalogueEntry) => entry.categories.some((name) => before.has(name))
  for (const entry of catalogue.all().filter(isIn)) catalogue.put({ ...entry, categories: entry.categories.map(renamed) })
  if (given.owner) {
    records.userNamed(given.owner)
    const times = { createdAtMs: now(), updatedAtMs: now() }
    const member = {
      categoryId: changed.id,
      userId: given.owner,
      permissionLevel: permissionLevel.manager,
      status: 1,
      updateMethod: 0,
    } as const
    categoryUsers.put({ id: categoryUserId(changed.id, given.owner), ...member, ...times })
  }
  return answer(changed, world)
}

function answer(category: Category, { account, records, catalogue }: World): Properties & Record<string, unknown> {
  const { categories, categoryUsers } = records
  const name = fullName(category, categories)
  const entries = catalogue.all().map((entry) => entry.categories)
  return kalturaCategory(
    category,
    categories,
    {
      entries: entries.filter((names) => names.some((one) => one === name || one.startsWith(`${name}>`))).length,
      directEntries: entries.filter((names) => names.includes(name)).length,
      members: categoryUsers.all().filter((member) => member.categoryId === category.id && member.status === 1).length,
      subCategories: categories.all().filter(({ parentId }) => parentId === category.id).length,
    },
    account,
  )
}
