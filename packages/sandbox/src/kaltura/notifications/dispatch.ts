import type { Properties } from '../api/object-class.ts'
import { isFor, type KalturaEvent, parametersOf } from './event.ts'
import { notificationRequest } from './request.ts'
import type { NotificationSender } from './sender.ts'
import { formOf, type NotificationTemplate } from './template.ts'
import type { NotificationTemplates } from './templates.ts'

export interface Dispatch {
  /** Sends a notification by every template that the event is for. Returns at once. */
  raise(event: KalturaEvent): void
}

export interface DispatchOptions {
  templates: NotificationTemplates
  sender: NotificationSender
  /** Signs the notifications of templates that have no secret of their own. */
  adminSecret: string
  /** The one template whose receiver the sandbox's owner chose; the others may reach nothing but this machine. */
  trusted: () => number | undefined
  log: (line: string) => void
}

/** Turns events into jobs, and jobs into requests. */
export function createDispatch({ templates, sender, adminSecret, trusted, log }: DispatchOptions): Dispatch {
  // Above 2^32, as Kaltura's are: whoever keeps job ids in 32 bits finds out here.
  let jobId = 33_578_094_492

  function send(template: NotificationTemplate, event: KalturaEvent): void {
    jobId += 1
    const form = formOf(template, adminSecret)
    const own = template.id === trusted()
    if (!own && !isOnThisMachine(form.url)) {
      log(`notification template ${template.id} names a receiver that is not on this machine: nothing is sent`)
      return
    }
    const notification = kalturaNotification(template.properties, event, jobId)
    const request = notificationRequest(form, { notification, parameters: parametersOf(template, event) })
    sender.send({ entryId: String(event.object.id), ...(own ? {} : { template: String(template.properties.name) }) }, request)
  }

  return {
    raise(event) {
      for (const template of templates.all()) if (isFor(template, event)) send(template, event)
    },
  }
}

/** KalturaHttpNotification. */
function kalturaNotification(template: Properties, { object, type, objectType }: KalturaEvent, jobId: number): Properties {
  return {
    object: withoutNulls(object),
    eventObjectType: numeric(objectType),
    eventNotificationJobId: jobId,
    templateId: template.id,
    templateName: template.name,
    templateSystemName: template.systemName,
    eventType: numeric(type),
    objectType: 'KalturaHttpNotification',
  }
}

/** `'3'` is written as 3; types of plugins are names. */
function numeric(type: string): string | number {
  return /^\d+$/.test(type) ? Number(type) : type
}

function withoutNulls(object: Properties): Properties {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined))
}

function isOnThisMachine(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return (protocol === 'http:' || protocol === 'https:') && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}
