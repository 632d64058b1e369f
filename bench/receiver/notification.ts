import { signHttpNotification } from '@kaltura-discord/kaltura'

/** Of the account that a {@link createReceiver} serves. */
export const partnerId = 101

export interface ReceiverKeys {
  /** Of the endpoint. */
  token: string
  /** Of the signature. */
  secret: string
}

/** What Kaltura would post when entry number `index` is ready. */
export async function notificationOf(index: number, { token, secret }: ReceiverKeys) {
  const entryId = `0_${index.toString(36).padStart(8, '0')}`
  const object = { objectType: 'KalturaMediaEntry', id: entryId, status: 2, partnerId }
  const notification = { objectType: 'KalturaHttpNotification', object, eventType: 3, eventNotificationJobId: index, templateId: 501 }
  const body = Buffer.from(JSON.stringify(notification))
  const signature = await signHttpNotification({ secret, algorithm: 'sha256', body })
  return { entryId, body, headers: { ...signature, 'x-kaltura-discord-token': token, 'content-type': 'application/json' } }
}

export const notificationPath = '/api/v1/kaltura/main/notifications'
