import { type ObjectClass, type Properties, values } from '../api/object-class.ts'

const { text, whole, decimal, flag, object, objects } = values

/** ScheduleEventRecurrenceType: only Kaltura itself makes the third. */
export const recurrenceType = { none: 0, recurring: 1, recurrence: 2 } as const
/** ScheduleEventStatus. */
export const eventStatus = { cancelled: 1, active: 2, deleted: 3 } as const

const common = {
  summary: text,
  description: text,
  startDate: whole,
  endDate: whole,
  referenceId: text,
  linkedTo: object,
  classificationType: whole,
  geoLatitude: decimal,
  geoLongitude: decimal,
  location: text,
  organizer: text,
  ownerId: text,
  priority: whole,
  sequence: whole,
  recurrenceType: whole,
  duration: whole,
  contact: text,
  comment: text,
  tags: text,
  recurrence: object,
}
const ofEntry = { ...common, templateEntryId: text, entryIds: text, categoryIds: text }
const live = {
  ...ofEntry,
  sourceEntryId: text,
  projectedAudience: whole,
  preStartTime: whole,
  postEndTime: whole,
  preStartEntryId: text,
  postEndEntryId: text,
  isContentInterruptible: flag,
  liveFeatures: objects,
}
const readOnly = ['id', 'partnerId', 'parentId', 'status', 'linkedBy', 'createdAt', 'updatedAt', 'blackoutConflicts']
const required = ['recurrenceType', 'summary']

/** The kinds of schedule events (kaltura/server plugins/schedule, plugins/virtual_event). The abstract class `KalturaScheduleEvent` is none of them. */
export const eventClasses: readonly ObjectClass[] = [
  { name: 'KalturaRecordScheduleEvent', writable: ofEntry, readOnly, required },
  { name: 'KalturaLiveStreamScheduleEvent', writable: live, readOnly, required },
  { name: 'KalturaBlackoutScheduleEvent', writable: common, readOnly, required },
  { name: 'KalturaMeetingScheduleEvent', writable: { ...ofEntry, preStartTime: whole }, readOnly, required },
  { name: 'KalturaLiveRedirectScheduleEvent', writable: { ...ofEntry, redirectEntryId: text }, readOnly, required },
  { name: 'KalturaVodScheduleEvent', writable: ofEntry, readOnly, required },
  {
    name: 'KalturaVirtualScheduleEvent',
    writable: { ...common, virtualEventId: whole, virtualScheduleEventSubType: text },
    readOnly,
    required: [...required, 'virtualEventId', 'virtualScheduleEventSubType'],
  },
]

/** A place or a machine that events book. */
const resource = { name: text, systemName: text, description: text, tags: text, parentId: whole }
const resourceReadOnly = ['id', 'partnerId', 'status', 'createdAt', 'updatedAt']
export const resourceClasses: readonly ObjectClass[] = [
  { name: 'KalturaLocationScheduleResource', writable: resource, readOnly: resourceReadOnly, required: ['name'] },
  { name: 'KalturaCameraScheduleResource', writable: { ...resource, streamUrl: text }, readOnly: resourceReadOnly, required: ['name'] },
  {
    name: 'KalturaLiveEntryScheduleResource',
    writable: { ...resource, entryId: text },
    readOnly: resourceReadOnly,
    required: ['name', 'entryId'],
  },
]
export const eventResource: ObjectClass = {
  name: 'KalturaScheduleEventResource',
  writable: { eventId: whole, resourceId: whole },
  readOnly: ['partnerId', 'createdAt', 'updatedAt'],
  required: ['eventId', 'resourceId'],
}

export function numberOf(properties: Properties, name: string): number | undefined {
  const value = properties[name]
  return typeof value === 'number' ? value : undefined
}
