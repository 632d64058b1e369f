import { InvalidInputError, type MeetingDraft, type MeetingForbidden, redact, UnavailableError } from '@kaltura-discord/core'
import { z } from 'zod'
import type { KsSource } from '../grants/ks-source.ts'
import { isEntryId } from '../media/entry-id.ts'
import { meetingTags } from './meeting-tags.ts'
import type { PostJson } from './post-json.ts'
import { MeetingError } from './refusal.ts'

const answer = z.union([
  z.object({ success: z.literal(true), data: z.object({ id: z.string().refine(isEntryId) }) }),
  z.object({ success: z.literal(false), message: z.string().catch('') }),
])

/** KAF has no codes, and says only in words that it is the KS. */
const aboutKs = /\b(invalid|expired|missing)\b.*\b(ks|session)\b/i

/**
 * Makes a room by KAF's `create-room` (knowledge.kaltura.com, Creating and embedding a KAF meeting room), which takes the admin KS in its body.
 * @returns the room's entry id, or `forbidden` when two KS in a row were refused
 * @throws MeetingError for any other no; UnavailableError when the room may or may not have been made
 */
export async function createKafRoom(
  draft: MeetingDraft,
  { post, planner, template, signal }: { post: PostJson; planner: KsSource; template: string | undefined; signal: AbortSignal | undefined },
): Promise<{ kind: 'made'; roomId: string } | MeetingForbidden> {
  const ask = async () => {
    const ks = await planner.current()
    const body = {
      ks,
      name: draft.name,
      description: draft.description,
      tags: meetingTags(draft).join(','),
      ...(template === undefined ? {} : { templateRoomEntryId: template }),
    }
    const { status, json } = await post('/embeddedrooms/index/create-room', body, { signal })
    const parsed = answer.safeParse(json)
    if (status !== 200 || !parsed.success)
      throw new UnavailableError('KAF answered create-room in a way that we do not know', { details: { status } })
    if (parsed.data.success) return { kind: 'made', roomId: parsed.data.data.id } as const
    const { message } = parsed.data
    if (!aboutKs.test(message)) throw new MeetingError('KAF refused to make the room', { words: printable(message, ks) })
    planner.refused(ks)
    return undefined
  }
  return (await ask()) ?? (await ask()) ?? { kind: 'forbidden' }
}

function printable(words: string, ks: string): string {
  return redact(words.replaceAll(ks, '[redacted]')).slice(0, 200)
}

/** @throws InvalidInputError for templates that are no entries */
export function checkTemplates(templates: Readonly<Record<string, string | undefined>>): void {
  const wrong = Object.entries(templates).find(([, id]) => id !== undefined && !isEntryId(id))
  if (wrong) throw new InvalidInputError('The template of a room is a room entry', { type: wrong[0] })
}
