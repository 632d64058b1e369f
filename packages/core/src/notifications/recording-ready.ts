import type { Entry } from '../media/entry.ts'
import { clockTime, escapeMarkdown } from '../text/discord-text.ts'

const maxTitle = 200

/**
 * The message that says a recording can be watched, as Discord's create-message JSON.
 *
 * The title is somebody's text: its Markdown is escaped and no mention in it can ping anyone.
 */
export function recordingReadyMessage(entry: Entry, watchButtonId: string): Readonly<Record<string, unknown>> {
  return {
    content: 'A new recording is ready.',
    embeds: [
      {
        title: escapeMarkdown(entry.name.slice(0, maxTitle)),
        ...(entry.description ? { description: escapeMarkdown(entry.description.slice(0, 500)) } : {}),
        color: 0x00b171,
        fields: [{ name: 'Length', value: clockTime(entry.durationS), inline: true }],
        timestamp: new Date(entry.createdAtMs).toISOString(),
      },
    ],
    components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Watch Together', custom_id: watchButtonId }] }],
    allowed_mentions: { parse: [] },
  }
}
