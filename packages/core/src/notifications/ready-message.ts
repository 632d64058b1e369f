import type { Entry } from '../media/entry.ts'
import { defaultLocale, type Locale } from '../messages/locale.ts'
import { phrase } from '../messages/phrase.ts'
import { renderNotification } from '../templates/render-notification.ts'

/**
 * The message that says that something can be watched now, as Discord's create-message JSON: a recording that is ready, or a stream that has begun.
 *
 * The title is somebody's text: its Markdown is escaped and no mention in it can ping anyone.
 */
export function readyMessage(entry: Entry, watchButtonId: string, locale: Locale = defaultLocale): Readonly<Record<string, unknown>> {
  const about = { title: entry.name, description: entry.description.slice(0, 500) }
  const { body } =
    entry.kind === 'live' // a stream was set up at some time that says nothing to anyone, and its length isn't known
      ? renderNotification({ event: 'live-started', locale, data: { live: about } })
      : renderNotification({
          event: 'recording-ready',
          locale,
          data: { video: { ...about, duration: entry.durationS, createdAt: entry.createdAtMs } },
        })
  const watch = { type: 2, style: 1, label: phrase(locale, 'watch-together'), custom_id: watchButtonId }
  return { ...body, components: [{ type: 1, components: [watch] }] }
}
