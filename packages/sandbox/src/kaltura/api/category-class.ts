import { type ObjectClass, values } from './object-class.ts'

const { text, whole } = values

export const categoryClass: ObjectClass = {
  name: 'KalturaCategory',
  writable: {
    ...{ parentId: whole, name: text, description: text, tags: text, appearInList: whole, privacy: whole, inheritanceType: whole },
    ...{ defaultPermissionLevel: whole, owner: text, referenceId: text, contributionPolicy: whole, privacyContext: text },
    ...{ partnerSortValue: whole, partnerData: text, defaultOrderBy: text, moderation: whole, isAggregationCategory: whole },
    ...{ aggregationCategories: text, adminTags: text },
  },
  readOnly: [
    ...[
      'id',
      'depth',
      'partnerId',
      'fullName',
      'fullIds',
      'entriesCount',
      'createdAt',
      'updatedAt',
      'userJoinPolicy',
      'directEntriesCount',
    ],
    ...['membersCount', 'pendingMembersCount', 'privacyContexts', 'status', 'inheritedParentId', 'directSubCategoriesCount'],
    'pendingEntriesCount',
  ],
  required: ['name'],
}

export const categoryEntryClass: ObjectClass = {
  name: 'KalturaCategoryEntry',
  writable: { categoryId: whole, entryId: text },
  readOnly: ['createdAt', 'categoryFullIds', 'status', 'creatorUserId'],
  required: ['categoryId', 'entryId'],
}

export const categoryUserClass: ObjectClass = {
  name: 'KalturaCategoryUser',
  writable: { categoryId: whole, userId: text, permissionLevel: whole, updateMethod: whole, permissionNames: text },
  readOnly: ['partnerId', 'status', 'createdAt', 'updatedAt', 'categoryFullIds'],
  required: ['categoryId', 'userId'],
}
