import { z } from 'zod'
import { type ObjectClass, type Properties, values } from '../api/object-class.ts'
import type { NotificationData, NotificationForm } from './request.ts'

/** EventNotificationTemplateStatus. */
export const templateStatus = { disabled: 1, active: 2, deleted: 3 } as const

const { text, whole, flag, object, objects } = values

/** KalturaHttpNotificationTemplate (kaltura/server KalturaEventNotificationTemplate.php, KalturaHttpNotificationTemplate.php). */
export const httpTemplate: ObjectClass = {
  name: 'KalturaHttpNotificationTemplate',
  writable: {
    name: text,
    systemName: text,
    description: text,
    type: text,
    manualDispatchEnabled: flag,
    automaticDispatchEnabled: flag,
    eventType: text,
    eventObjectType: text,
    eventConditions: objects,
    contentParameters: objects,
    userParameters: objects,
    eventDelayedCondition: whole,
    url: text,
    method: whole,
    data: object,
    timeout: whole,
    connectTimeout: whole,
    username: text,
    password: text,
    customHeaders: objects,
    secureHashingAlgo: whole,
    signSecret: text,
  },
  readOnly: ['id', 'partnerId', 'status', 'createdAt', 'updatedAt'],
  required: ['name'],
}

/** A template of the account. `signSecret` is never answered; without one the account's admin secret signs. */
export interface NotificationTemplate {
  id: number
  properties: Properties
  signSecret: string | undefined
  /** Made before bodies were plain JSON. */
  urlEncoded: boolean
}

const pairs = z
  .array(
    z.looseObject({
      key: z.string(),
      value: z.union([z.string(), z.looseObject({ value: z.coerce.string().optional(), code: z.string().optional() })]),
    }),
  )
  .catch([])
const textData = z.object({
  objectType: z.string(),
  format: z.coerce.number().catch(1),
  contentType: z.string().optional(),
  content: z.looseObject({ value: z.string() }).optional(),
})
const methods = { 1: 'GET', 2: 'POST', 3: 'PUT', 4: 'DELETE' } as const
const algorithms = { 1: 'sha1', 2: 'sha256', 3: 'sha512' } as const

/** How a template's notifications are sent; Kaltura's own defaults are POST and SHA-1. */
export function formOf({ properties, signSecret, urlEncoded }: NotificationTemplate, adminSecret: string): NotificationForm {
  const { url, method, secureHashingAlgo, data, customHeaders } = properties
  return {
    url: typeof url === 'string' ? url : '',
    method: byNumber(methods, method) ?? 'POST',
    algorithm: byNumber(algorithms, secureHashingAlgo) ?? 'sha1',
    data: dataOf(data),
    urlEncoded,
    signSecret: signSecret ?? adminSecret,
    customHeaders: parameterList(customHeaders).map(({ key, value, code }) => ({ key, value: value ?? code ?? '' })),
  }
}

/** KalturaKeyValue and KalturaEventNotificationParameter alike: a key, and what stands for its value. */
export function parameterList(given: unknown): readonly { key: string; value: string | undefined; code: string | undefined }[] {
  return pairs.parse(given).map(({ key, value }) => {
    if (typeof value === 'string') return { key, value, code: undefined }
    return { key, value: value.value, code: value.code }
  })
}

function dataOf(given: unknown): NotificationData {
  const data = textData.safeParse(given)
  if (!data.success) return { kind: 'none' }
  const { objectType, format, contentType, content } = data.data
  if (objectType === 'KalturaHttpNotificationObjectData') return { kind: 'object', format: format === 2 ? 'xml' : 'json' }
  if (objectType === 'KalturaHttpNotificationDataFields') return { kind: 'fields', contentType }
  if (objectType === 'KalturaHttpNotificationDataText') return { kind: 'text', content: content?.value ?? '', contentType }
  return { kind: 'none' }
}

function byNumber<Name>(names: Readonly<Record<number, Name>>, number: unknown): Name | undefined {
  return typeof number === 'number' ? names[number] : undefined
}
