import { phpJson } from './php-json.ts'

/** Body of the system template HTTP_ENTRY_STATUS_EQUALS with status READY (kaltura/server KalturaHttpNotificationObjectData). */
export function entryReadyBody(object: Record<string, unknown>, jobId: number): string {
  return phpJson({
    object,
    eventObjectType: 1,
    eventNotificationJobId: jobId,
    templateId: 26_970_222,
    templateName: 'Entry Status Equals',
    templateSystemName: 'HTTP_ENTRY_STATUS_EQUALS',
    eventType: 3,
    objectType: 'KalturaHttpNotification',
  })
}
