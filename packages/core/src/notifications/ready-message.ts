import type { Entry } from '../media/entry.ts'
import { clockTime, escapeMarkdown } from '../text/discord-text.ts'

const maxTitle = 200

/**
 * The message that says that something can be watched now, as Discord's create-message JSON: a recording that is ready, or a stream that has begun.
 *
 * The title is somebody's text: its Markdown is escaped and no mention in it can ping anyone.
 */
export function readyMessage(entry: Entry, watchButtonId: string): Readonly<Record<string, unknown>> {
  const isLive = entry.kind === 'live'
  return {
    content: isLive ? 'A live stream has begun.' : 'A new recording is ready.',
    embeds: [
      {
        title: escapeMarkdown(entry.name.slice(0, maxTitle)),
        ...(entry.description ? { description: escapeMarkdown(entry.description.slice(0, 500)) } : {}),
        color: 0x00b171,
        // A stream was set up at some time that says nothing to anyone, and its length isn't known.
        ...(isLive
          ? {}
          : {
              fields: [{ name: 'Length', value: clockTime(entry.durationS), inline: true }],
              timestamp: new Date(entry.createdAtMs).toISOString(),
            }),
      },
    ],
    components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Watch Together', custom_id: watchButtonId }] }],
    allowed_mentions: { parse: [] },
  }
}
