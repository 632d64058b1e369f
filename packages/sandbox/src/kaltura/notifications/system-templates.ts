import type { Properties } from '../api/object-class.ts'

/** What Kaltura's own templates read from an entry (kaltura/server, the HTTP notification templates of its deployment scripts). */
const contentParameters = [
  parameter('entry_id', 'Entry ID', 'getId'),
  parameter('entry_name', 'Entry name', 'getName'),
  parameter('entry_status', 'Entry status', 'getStatus'),
  parameter('entry_reference_id', 'Entry reference ID', 'getReferenceID'),
]

const statusChanged = {
  description: 'Status field modified',
  field: { code: 'in_array(entryPeer::STATUS, $scope->getEvent()->getModifiedColumns())', objectType: 'KalturaEvalBooleanField' },
  objectType: 'KalturaEventFieldCondition',
}

const common = {
  partnerId: 0,
  type: 'httpNotification.Http',
  status: 1,
  automaticDispatchEnabled: true,
  eventType: '3',
  eventObjectType: '1',
  contentParameters,
  method: 2,
  objectType: 'KalturaHttpNotificationTemplate',
}

/** The HTTP templates of partner 0 that an account can clone: two of those that every Kaltura has. */
export const systemTemplates: readonly (Properties & { id: number })[] = [
  {
    ...common,
    id: 381,
    name: 'Entry Status Changed',
    systemName: 'HTTP_ENTRY_STATUS_CHANGED',
    description: 'HTTP notification template to be sent when an entry status changed.',
    eventConditions: [statusChanged],
  },
  {
    ...common,
    id: 391,
    name: 'Entry Status Equals',
    systemName: 'HTTP_ENTRY_STATUS_EQUALS',
    description: 'HTTP notification template to be sent when an entry status changed to specific value.',
    eventConditions: [
      statusChanged,
      {
        description: 'Status equals',
        field: { code: '$scope->getObject()->getStatus()', objectType: 'KalturaEvalStringField' },
        values: [{ value: '{trigger_status}', objectType: 'KalturaStringValue' }],
        objectType: 'KalturaFieldMatchCondition',
      },
    ],
    userParameters: [
      {
        key: 'trigger_status',
        description: 'Entry status that triggers the event',
        value: { value: '2', objectType: 'KalturaStringValue' },
        objectType: 'KalturaEventNotificationParameter',
      },
    ],
  },
]

function parameter(key: string, description: string, getter: string): Properties {
  return {
    key,
    description,
    value: { code: `$scope->getObject()->${getter}()`, objectType: 'KalturaEvalStringField' },
    objectType: 'KalturaEventNotificationParameter',
  }
}
