import type { Locale } from '../messages/locale.ts'
import { type NotificationBody, notificationBody } from './notification-body.ts'
import type { NotificationOf, NotificationTemplate } from './notification-facts.ts'
import { checkNotificationTemplate, type NotificationProblem } from './notification-template.ts'

export type NotificationRequest = NotificationOf & {
  locale: Locale
  /** A guild's own words; a part that it has not written is ours. */
  template?: Partial<NotificationTemplate> | undefined
  /** Roles that are told: ids from the guild's settings, never from a text. At most 20 of them. */
  roleMentions?: readonly string[] | undefined
}

export interface RenderedNotification {
  body: NotificationBody
  /** Why a part of the guild's words could not be used (any more), so that ours stands there. Empty when all is well. */
  problems: readonly NotificationProblem[]
}

const maxRoles = 20

/**
 * The message that tells a channel of an event: within Discord's limits, and never empty.
 *
 * Titles and descriptions are somebody's texts: none of their Markdown works, and no mention in them pings. Only `roleMentions` do.
 */
export function renderNotification({ event, locale, data, template = {}, roleMentions }: NotificationRequest): RenderedNotification {
  const roles = [...new Set(roleMentions)].filter((id) => /^\d{17,20}$/.test(id)).slice(0, maxRoles)
  return {
    body: notificationBody({ event, locale, template, data, roles }),
    problems: checkNotificationTemplate(event, template),
  }
}
