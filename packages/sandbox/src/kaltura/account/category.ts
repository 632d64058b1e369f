import type { Account } from '../account.ts'
import type { Collection } from './collection.ts'

/** KalturaPrivacyType: who sees the entries of a category with a privacy context. */
export const privacy = { all: 1, authenticated: 2, members: 3 } as const
/** KalturaCategoryUserPermissionLevel. */
export const permissionLevel = { manager: 0, moderator: 1, contributor: 2, member: 3, none: 4 } as const
/** KalturaUserJoinPolicyType. */
export const joinPolicy = { auto: 1, request: 2, notAllowed: 3 } as const

/** A KalturaCategory. Without a privacy context, its own or one from above, it is a label and keeps nothing from anyone. */
export interface Category {
  id: number
  parentId: number
  name: string
  description?: string
  tags?: string
  referenceId?: string
  owner?: string
  /** Names of the applications that it is for, comma-separated. */
  privacyContext?: string
  privacy: 1 | 2 | 3
  /** 1 shows the category to everyone, 3 to its members. */
  appearInList: 1 | 3
  userJoinPolicy: 1 | 2 | 3
  defaultPermissionLevel: 0 | 1 | 2 | 3 | 4
  /** 1 lets everyone put entries in, 2 needs a contributor. */
  contributionPolicy: 1 | 2
  /** 1 takes the members of the category above, 2 has its own. */
  inheritanceType: 1 | 2
  createdAtMs: number
  updatedAtMs: number
}

/** The category, and those above it, highest first. */
export function pathTo(category: Category, categories: Collection<Category>): readonly Category[] {
  const parent = categories.find(category.parentId)
  return parent ? [...pathTo(parent, categories), category] : [category]
}

/** `university>lectures`. */
export function fullName(category: Category, categories: Collection<Category>): string {
  return pathTo(category, categories)
    .map(({ name }) => name)
    .join('>')
}

/** The contexts of the category and of those above it (kaltura/server category::setPrivacyContext). */
export function privacyContexts(category: Category, categories: Collection<Category>): readonly string[] {
  const written = pathTo(category, categories).flatMap((one) => one.privacyContext?.split(',') ?? [])
  return [...new Set(written.map((context) => context.trim()).filter((context) => context !== ''))]
}

/** The category whose members count: its own, or the first one above that has its own. */
export function memberHolder(category: Category, categories: Collection<Category>): Category {
  const parent = categories.find(category.parentId)
  return category.inheritanceType === 1 && parent ? memberHolder(parent, categories) : category
}

/** How many there are in it: entries, entries right in it, members, categories right below. */
export interface CategoryCounts {
  entries: number
  directEntries: number
  members: number
  subCategories: number
}

/** KalturaCategory. What entitlement doesn't use (no privacy context) isn't told, as at Kaltura. Times are unix seconds. */
export function kalturaCategory(
  category: Category,
  categories: Collection<Category>,
  counts: CategoryCounts,
  { partnerId }: Account,
): Record<string, unknown> {
  const path = pathTo(category, categories)
  const contexts = privacyContexts(category, categories)
  return {
    id: category.id,
    parentId: category.parentId,
    depth: path.length - 1,
    partnerId,
    name: category.name,
    fullName: path.map(({ name }) => name).join('>'),
    fullIds: path.map(({ id }) => id).join('>'),
    entriesCount: counts.entries,
    createdAt: Math.floor(category.createdAtMs / 1000),
    updatedAt: Math.floor(category.updatedAtMs / 1000),
    description: category.description,
    tags: category.tags,
    appearInList: category.appearInList,
    privacy: category.privacy,
    inheritanceType: category.inheritanceType,
    userJoinPolicy: category.userJoinPolicy,
    defaultPermissionLevel: category.defaultPermissionLevel,
    owner: category.owner,
    directEntriesCount: counts.directEntries,
    referenceId: category.referenceId,
    contributionPolicy: category.contributionPolicy,
    membersCount: counts.members,
    pendingMembersCount: 0,
    privacyContext: category.privacyContext,
    privacyContexts: contexts.length === 0 ? undefined : contexts.join(','),
    status: 2,
    inheritedParentId: category.inheritanceType === 1 ? memberHolder(category, categories).id : undefined,
    partnerSortValue: 0,
    directSubCategoriesCount: counts.subCategories,
    moderation: 0,
    pendingEntriesCount: 0,
    isAggregationCategory: 0,
    objectType: 'KalturaCategory',
  }
}
