import { z } from 'zod'
import { type Category, joinPolicy, memberHolder, permissionLevel } from '../account/category.ts'
import { activeMember, type CategoryUser, categoryUserId, categoryUserStatus, kalturaCategoryUser } from '../account/category-user.ts'
import { isEnforced } from '../account/entitlement.ts'
import { userIdPattern } from '../account/user.ts'
import { accountRefusals } from './account-refusals.ts'
import type { Action, Params, World } from './actions.ts'
import { withCategory } from './category-actions.ts'
import { categoryUserClass } from './category-class.ts'
import { type ApiException, refusals } from './exception.ts'
import { invalidField, readObject, tooShort } from './object-class.ts'
import { listObjects } from './object-list.ts'
import { textParameter } from './parameters.ts'

const told = z.object({
  categoryId: z.number(),
  userId: z.string(),
  permissionLevel: z.literal([0, 1, 2, 3, 4]).optional().catch(undefined),
  updateMethod: z.literal([0, 1]).default(0).catch(0),
})
const narrowing = ['categoryIdEqual', 'categoryIdIn', 'categoryFullIdsStartsWith', 'categoryFullIdsEqual', 'userIdIn', 'userIdEqual']
const filter = z.record(z.string(), z.unknown()).catch({})

/** categoryUser.add, get, list and delete (kaltura/server CategoryUserService). */
export const categoryUserActions: readonly (readonly [string, Action])[] = [
  ['categoryuser.add', addMember],
  ['categoryuser.get', (params, world) => withMember(params, world, (member) => answer(member, world))],
  ['categoryuser.list', listMembers],
  ['categoryuser.delete', deleteMember],
]

function addMember(params: Params, world: World) {
  const read = readObject(params.categoryUser, { parameter: 'categoryUser', classes: [categoryUserClass] })
  if (read.kind === 'refused') return read.why
  const given = told.parse(read.properties)
  return withCategory({ id: given.categoryId }, world, (category) => join(category, given, world))
}

/** Where entitlement is on, who isn't its manager joins as the category lets people join, and with the permission that it gives to everyone. */
function join(category: Category, given: z.infer<typeof told>, world: World): Record<string, unknown> | ApiException {
  const { records, bearer, now } = world
  if (category.inheritanceType === 1) return accountRefusals.inheritsMembers(category.id)
  if (given.userId === '0') return accountRefusals.invalidUserId()
  if (given.userId === '') return tooShort('KalturaCategoryUser::userId', 1)
  const id = categoryUserId(category.id, given.userId)
  if (records.categoryUsers.find(id)) return accountRefusals.alreadyMember()
  const isFree = !isEnforced(bearer) || activeMember(category, bearer.userId, records)?.permissionLevel === permissionLevel.manager
  if (!isFree && category.userJoinPolicy === joinPolicy.notAllowed) return accountRefusals.joinNotAllowed(category.id)
  if (!records.users.find(given.userId) && !userIdPattern.test(given.userId)) return invalidField('userId')
  records.userNamed(given.userId)
  const isPending = !isFree && category.userJoinPolicy === joinPolicy.request
  const member: CategoryUser = {
    id,
    categoryId: category.id,
    userId: given.userId,
    permissionLevel: (isFree ? given.permissionLevel : undefined) ?? category.defaultPermissionLevel,
    status: isPending ? categoryUserStatus.pending : categoryUserStatus.active,
    updateMethod: given.updateMethod,
    createdAtMs: now(),
    updatedAtMs: now(),
  }
  return answer(records.categoryUsers.put(member), world)
}

function listMembers(params: Params, world: World) {
  const given = filter.parse(params.filter)
  if (!narrowing.some((field) => given[field] !== undefined && given[field] !== '')) return accountRefusals.filterOnUserOrCategory()
  const objects = world.records.categoryUsers.all().map((member) => answer(member, world))
  return listObjects(objects, params, { objectType: 'KalturaCategoryUserListResponse', classes: [categoryUserClass] })
}

function deleteMember(params: Params, world: World) {
  return withMember(params, world, (member, category) => {
    const { bearer, records } = world
    if (category.inheritanceType === 1) return accountRefusals.inheritsMembers(category.id)
    const isManager = activeMember(category, bearer.userId, records)?.permissionLevel === permissionLevel.manager
    if (isEnforced(bearer) && !isManager && bearer.userId !== member.userId) return accountRefusals.cannotUpdateMember()
    if (member.userId === category.owner) return accountRefusals.cannotUpdateOwner()
    records.categoryUsers.remove(member.id)
    return null
  })
}

function withMember<Result>(
  params: Params,
  world: World,
  use: (member: CategoryUser, category: Category) => Result,
): Result | ApiException {
  const userId = textParameter.safeParse(params.userId)
  if (!userId.success) return refusals.missingParameter('userId')
  const { categories, categoryUsers, users } = world.records
  if (!users.find(userId.data)) return accountRefusals.invalidUserId()
  const found = withCategory(params, world, (category) => category, 'categoryId')
  if ('code' in found) return found
  const member = categoryUsers.find(categoryUserId(memberHolder(found, categories).id, userId.data))
  return member ? use(member, found) : accountRefusals.invalidCategoryUser(found.id, userId.data)
}

function answer(member: CategoryUser, { account, records }: World): Record<string, unknown> {
  return kalturaCategoryUser(member, records.categories, account)
}
