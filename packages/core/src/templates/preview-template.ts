import type { Locale } from '../messages/locale.ts'
import type { NotificationEvent } from '../notifications/notification-event.ts'
import { type NotificationBody, notificationBody } from './notification-body.ts'
import { type NotificationTemplate, notificationFacts } from './notification-facts.ts'
import { checkNotificationTemplate, type NotificationProblem } from './notification-template.ts'
import { isVariable, type TemplateData, type Variables } from './variable.ts'

export type TemplatePreview = { kind: 'preview'; body: NotificationBody } | { kind: 'invalid'; problems: readonly NotificationProblem[] }

/** What a guild's words for an event would look like, filled with samples; or what has to be put right first. It pings nobody, whatever they are. */
export function previewTemplate(event: NotificationEvent, source: Partial<NotificationTemplate>, locale: Locale): TemplatePreview {
  const problems = checkNotificationTemplate(event, source)
  if (problems.length > 0) return { kind: 'invalid', problems }
  const data = samples(notificationFacts[event].variables)
  return { kind: 'preview', body: notificationBody({ event, locale, template: source, data, roles: [] }) }
}

function samples(variables: Variables): TemplateData {
  return Object.fromEntries(Object.entries(variables).map(([name, found]) => [name, isVariable(found) ? found.sample : samples(found)]))
}
