import { createHash } from 'node:crypto'
import { kalturaXml } from './kaltura-xml.ts'
import { phpJson } from './php-json.ts'
import { phpQuery, phpUrlEncode } from './php-url.ts'

/** What a template makes of an event. */
export type NotificationData =
  | { kind: 'none' }
  | { kind: 'object'; format: 'json' | 'xml' }
  | { kind: 'fields'; contentType: string | undefined }
  | { kind: 'text'; content: string; contentType: string | undefined }

/** How the notifications of one template are sent. */
export interface NotificationForm {
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  data: NotificationData
  /** Only old templates: the JSON comes as a form field `data`, though the content type still says JSON. */
  urlEncoded: boolean
  algorithm: 'sha1' | 'sha256' | 'sha512'
  /** `undefined`: nothing is signed. `''` signs with nothing but the body, as Kaltura does. */
  signSecret: string | undefined
  customHeaders: readonly { key: string; value: string }[]
}

export interface NotificationRequest {
  url: string
  method: NotificationForm['method']
  /** In the order in which Kaltura sends them. */
  headers: Readonly<Record<string, string>>
  body: string
}

/** Kaltura's batch has called itself an old Firefox for fifteen years (kaltura/server KCurlWrapper). */
const userAgent = 'Mozilla/5.0 (Windows; U; Windows NT 5.1; en-US; rv:1.9.0.6) Gecko/2009011913 Firefox/3.0.6'

/**
 * The request of one notification, in the bytes of kaltura/server KDispatchHttpNotificationEngine and KalturaHttpNotificationObjectData.
 * @param event.notification the KalturaHttpNotification
 * @param event.parameters values of the template's parameters, for `{name}` in headers and texts, and for a body of fields
 */
export function notificationRequest(
  form: NotificationForm,
  event: { notification: Readonly<Record<string, unknown>>; parameters: ReadonlyMap<string, string> },
): NotificationRequest {
  const { body, contentType } = bodyOf(form, event)
  const custom = form.customHeaders.map(({ key, value }) => [filled(key, event.parameters), filled(value, event.parameters)] as const)
  const isTyped = custom.some(([key]) => key.toLowerCase() === 'content-type')
  const inQuery = form.method === 'GET'
  return {
    url: inQuery && body !== '' ? `${form.url}?${body}` : form.url,
    method: form.method,
    headers: Object.fromEntries([
      ['User-Agent', userAgent],
      ['Accept', '*/*'],
      ...signature(form, body),
      ...custom,
      ...(contentType !== undefined && !isTyped ? [['Content-Type', contentType] as const] : []),
    ]),
    body: inQuery ? '' : body,
  }
}

function bodyOf(
  { data, urlEncoded }: NotificationForm,
  { notification, parameters }: Parameters<typeof notificationRequest>[1],
): { body: string; contentType: string | undefined } {
  if (data.kind === 'none') return { body: '', contentType: undefined }
  if (data.kind === 'fields') return { body: phpQuery(parameters), contentType: data.contentType ?? 'application/x-www-form-urlencoded' }
  if (data.kind === 'text') return { body: filled(data.content, parameters), contentType: data.contentType }
  if (data.format === 'xml')
    return { body: `data=<notification>${kalturaXml(notification)}</notification>`, contentType: 'application/xml' }
  const json = phpJson(notification)
  return { body: urlEncoded ? `data=${phpUrlEncode(json)}` : json, contentType: 'application/json' }
}

/** Not an HMAC: the hash of the secret and the body, one behind the other. */
function signature({ signSecret, algorithm }: NotificationForm, body: string): (readonly [string, string])[] {
  if (signSecret === undefined) return []
  const hex = createHash(algorithm).update(signSecret).update(body).digest('hex')
  return [
    ['X-KALTURA-SIGNATURE', hex],
    ['X-KALTURA-HASH-ALGO', algorithm],
  ]
}

function filled(text: string, parameters: ReadonlyMap<string, string>): string {
  return [...parameters].reduce((before, [name, value]) => before.replaceAll(`{${name}}`, value), text)
}
