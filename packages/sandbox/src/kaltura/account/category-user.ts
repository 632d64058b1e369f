import type { Account } from '../account.ts'
import { type Category, memberHolder, pathTo, permissionLevel } from './category.ts'
import type { Collection } from './collection.ts'

/** KalturaCategoryUserStatus. */
export const categoryUserStatus = { active: 1, pending: 2, notActive: 3, deleted: 4 } as const

/** A KalturaCategoryUser: someone's place in a category. */
export interface CategoryUser {
  /** {@link categoryUserId}. */
  id: string
  categoryId: number
  userId: string
  permissionLevel: 0 | 1 | 2 | 3 | 4
  status: (typeof categoryUserStatus)[keyof typeof categoryUserStatus]
  /** 0 by a person, 1 by a machine. */
  updateMethod: 0 | 1
  createdAtMs: number
  updatedAtMs: number
}

export function categoryUserId(categoryId: number, userId: string): string {
  return `${categoryId} ${userId}`
}

/** Someone's place in a category that counts, where members may come from a category above. */
export function activeMember(
  category: Category,
  userId: string,
  { categories, categoryUsers }: { categories: Collection<Category>; categoryUsers: Collection<CategoryUser> },
): CategoryUser | undefined {
  const found = categoryUsers.find(categoryUserId(memberHolder(category, categories).id, userId))
  return found?.status === categoryUserStatus.active && found.permissionLevel !== permissionLevel.none ? found : undefined
}

/** KalturaCategoryUser. Permission names are those that Kaltura gives with each level (categoryKuser::getPermissionNamesByPermissionLevel). */
export function kalturaCategoryUser(
  member: CategoryUser,
  categories: Collection<Category>,
  { partnerId }: Account,
): Record<string, unknown> {
  const category = categories.find(member.categoryId)
  return {
    categoryId: member.categoryId,
    userId: member.userId,
    partnerId,
    permissionLevel: member.permissionLevel,
    status: member.status,
    createdAt: Math.floor(member.createdAtMs / 1000),
    updatedAt: Math.floor(member.updatedAtMs / 1000),
    updateMethod: member.updateMethod,
    categoryFullIds:
      category &&
      pathTo(category, categories)
        .map(({ id }) => id)
        .join('>'),
    permissionNames: permissionNames[member.permissionLevel].join(','),
    objectType: 'KalturaCategoryUser',
  }
}

const permissionNames = {
  [permissionLevel.manager]: ['CATEGORY_EDIT', 'CATEGORY_MODERATE', 'CATEGORY_CONTRIBUTE', 'CATEGORY_VIEW'],
  [permissionLevel.moderator]: ['CATEGORY_MODERATE', 'CATEGORY_VIEW'],
  [permissionLevel.contributor]: ['CATEGORY_CONTRIBUTE', 'CATEGORY_VIEW'],
  [permissionLevel.member]: ['CATEGORY_VIEW'],
  [permissionLevel.none]: [],
} as const
