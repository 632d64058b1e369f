import { phrase } from '../messages/phrase.ts'
import type { NotificationOf } from '../templates/notification-facts.ts'
import { renderNotification } from '../templates/render-notification.ts'
import type { Notice } from './notice.ts'

/**
 * The message of an event, as Discord's create-message JSON: in the route's language, by its template where it has one.
 *
 * With the custom id of a button that starts the Activity, where there is something to watch.
 *
 * Titles are somebody's text: their Markdown is escaped, and no mention in them can ping anyone; only the roles of the notice can be pinged.
 */
export function noticeMessage(notice: Notice, watchButtonId?: string): Readonly<Record<string, unknown>> {
  const { locale, template, mentionRoleIds, event } = notice
  const { body } = renderNotification({ ...factsOf(notice), locale, template, roleMentions: mentionRoleIds })
  // An edited message keeps what it isn't told to lose: the button of a broadcast that is over.
  if (watchButtonId === undefined || !canBeWatched(event)) return { ...body, components: [] }
  const watch = { type: 2, style: 1, label: phrase(locale, 'watch-together'), custom_id: watchButtonId }
  return { ...body, components: [{ type: 1, components: [watch] }] }
}

function canBeWatched(event: Notice['event']): boolean {
  return event === 'live-started' || event === 'entry-ready' || event === 'recording-ready' || event === 'captions-ready'
}

function factsOf({ event, entry, beganAtMs, endedAtMs, language }: Notice): NotificationOf {
  const about = { title: entry.name, description: entry.description, thumbnail: entry.thumbnailUrl }
  const video = { ...about, duration: entry.durationS, createdAt: entry.createdAtMs }
  const duration = beganAtMs === undefined || endedAtMs === undefined ? undefined : Math.max(0, (endedAtMs - beganAtMs) / 1000)
  switch (event) {
    case 'meeting-scheduled':
    case 'meeting-started':
      return { event, data: { meeting: { ...about, startsAt: beganAtMs, endsAt: endedAtMs } } }
    case 'meeting-ended':
      return { event, data: { meeting: { ...about, startsAt: beganAtMs, duration } } }
    case 'live-started':
      return { event, data: { live: { ...about, startedAt: beganAtMs } } }
    case 'live-ended':
      return { event, data: { live: { ...about, duration } } }
    case 'entry-ready':
    case 'recording-ready':
      return { event, data: { video } }
    case 'captions-ready':
      return { event, data: { video, captions: { language } } }
  }
}
