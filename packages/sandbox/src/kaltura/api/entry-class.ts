import { type ObjectClass, values } from './object-class.ts'

const { text, whole } = values

/** What a client may say of an entry, and what it only reads. */
const writable = {
  ...{ name: text, description: text, tags: text, adminTags: text, userId: text, creatorId: text, categories: text, categoriesIds: text },
  ...{ accessControlId: whole, referenceId: text, startDate: whole, endDate: whole, licenseType: whole, partnerData: text, groupId: whole },
  ...{ partnerSortValue: whole, conversionProfileId: whole, redirectEntryId: text, parentEntryId: text, displayInSearch: whole },
  ...{ entitledUsersEdit: text, entitledUsersPublish: text, entitledUsersView: text, templateEntryId: text, application: text },
  ...{ type: text, thumbnailUrl: text, applicationVersion: text },
}
const readOnly = [
  ...['id', 'partnerId', 'status', 'moderationStatus', 'moderationCount', 'createdAt', 'updatedAt', 'rank', 'totalRank', 'votes'],
  ...['downloadUrl', 'searchText', 'version', 'replacingEntryId', 'replacedEntryId', 'replacementStatus', 'rootEntryId', 'capabilities'],
  ...['plays', 'views', 'lastPlayedAt', 'width', 'height', 'duration', 'msDuration', 'durationType', 'dataUrl', 'flavorParamsIds'],
]
const ofMedia = { mediaType: whole, conversionQuality: text, sourceType: text, creditUserName: text, creditUrl: text }

export const baseEntryClass: ObjectClass = { name: 'KalturaBaseEntry', writable, readOnly, required: [] }
export const mediaEntryClass: ObjectClass = {
  name: 'KalturaMediaEntry',
  writable: { ...writable, ...ofMedia },
  readOnly: [...readOnly, 'mediaDate', 'isTrimDisabled'],
  required: ['mediaType'],
}
export const liveEntryClass: ObjectClass = {
  name: 'KalturaLiveStreamEntry',
  writable: { ...writable, ...ofMedia, dvrStatus: whole, dvrWindow: whole, recordStatus: whole, explicitLive: whole },
  readOnly: [...readOnly, 'firstBroadcast', 'lastBroadcast', 'liveStatus'],
  required: ['mediaType'],
}
