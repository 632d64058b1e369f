import { type MeetingDraft, type MeetingForbidden, type MeetingTimes, UnavailableError } from '@kaltura-discord/core'
import { z } from 'zod'
import type { EventsApi } from './events-api.ts'
import { meetingTags } from './meeting-tags.ts'
import { pageSize } from './page.ts'

/** PublicEventDto, as far as we look at it. */
export const platformEvent = z.object({
  id: z.number().int(),
  name: z.string(),
  description: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  startDate: z.iso.datetime({ offset: true }),
  endDate: z.iso.datetime({ offset: true }),
  timezone: z.string(),
  labels: z
    .array(z.string())
    .nullish()
    .transform((labels) => labels ?? []),
  publicDomain: z
    .string()
    .nullish()
    .transform((domain) => domain ?? ''),
  createdAt: z.iso.datetime({ offset: true }).nullish(),
})
export type PlatformEvent = z.output<typeof platformEvent>

/** The specification has the event inside, a guide of Kaltura's at the top. */
const oneEvent = z.union([z.object({ event: platformEvent }).transform(({ event }) => event), platformEvent])
export const eventList = z.object({ events: z.array(z.unknown()), totalCount: z.number() })
const madeSession = z.object({ session: z.object({ id: z.string() }) })

/** A preset without sessions of its own, so that the one that we add is the only one. */
const blankTemplate = 'tm0000'
const sessionTypes = { webinar: 'LiveWebcast', room: 'MeetingEntry', classroom: 'VirtualLearningRoom' } as const
/** How far the platform's clock may be from ours. */
const clockDoubtMs = 5 * 60_000

/** The fields of an event that say when. */
export function eventTimes({ startsAtMs, endsAtMs, timeZone }: MeetingTimes): Record<string, string> {
  return { startDate: new Date(startsAtMs).toISOString(), endDate: new Date(endsAtMs).toISOString(), timezone: timeZone }
}

/**
 * Makes an event with one session, and labels it last: only then it is a meeting of the guild.
 *
 * `events/create` may answer with HTTP 500 and have made the event, so nothing is repeated before we looked for it. What we take for ours has the name, the times
 * and no label, and was made since we asked; of two equal meetings asked for in the same minutes, one may then be missing, but none is made twice.
 * @throws UnavailableError when it is not known whether there is an event
 */
export async function createPlatformEvent(
  draft: MeetingDraft & { times: MeetingTimes },
  { api, now, signal }: { api: EventsApi; now: () => number; signal: AbortSignal | undefined },
): Promise<{ kind: 'made'; event: PlatformEvent } | MeetingForbidden> {
  const sinceMs = now() - clockDoubtMs
  const body = { name: draft.name, description: draft.description, templateId: blankTemplate, ...eventTimes(draft.times) }

  const make = async () => {
    try {
      return await api.ask('events/create', body, { schema: oneEvent, signal })
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof UnavailableError)) throw error
      return lookFor(draft, { api, sinceMs, signal })
    }
  }
  const made = (await make()) ?? (await make())
  if (!made) throw new UnavailableError('The Events Platform makes no events at the moment')
  if (made.kind !== 'ok') return { kind: 'forbidden' }
  const { id } = made.value
  try {
    const session = { name: draft.name, type: sessionTypes[draft.type], visibility: 'published' }
    const added = await api.ask('sessions/create', { eventId: id, session }, { schema: madeSession, signal })
    const labels = [...meetingTags(draft)]
    const labelled =
      added.kind === 'ok' ? await api.ask('events/update', { id, labels }, { schema: oneEvent, repeatable: true, signal }) : added
    if (labelled.kind === 'ok') return { kind: 'made', event: labelled.value }
  } catch (error) {
    await remove(api, id)
    throw error
  }
  await remove(api, id)
  return { kind: 'forbidden' }
}

async function lookFor(
  { name, times }: MeetingDraft & { times: MeetingTimes },
  { api, sinceMs, signal }: { api: EventsApi; sinceMs: number; signal: AbortSignal | undefined },
) {
  const question = { filter: { searchTerm: name }, pager: { offset: 0, limit: pageSize }, orderBy: '-createdAt' }
  const listed = await api.ask('events/list', question, { schema: eventList, signal })
  if (listed.kind !== 'ok') return listed
  const value = listed.value.events
    .flatMap((event) => platformEvent.safeParse(event).data ?? [])
    .find(
      (event) =>
        event.name === name &&
        event.labels.length === 0 &&
        Date.parse(event.startDate) === times.startsAtMs &&
        Date.parse(event.endDate) === times.endsAtMs &&
        Date.parse(event.createdAt ?? '') >= sinceMs,
    )
  return value && ({ kind: 'ok', value } as const)
}

/** Best effort: what called us has a better reason to tell. */
async function remove(api: EventsApi, id: number): Promise<void> {
  await api.ask('events/delete', { id }, { schema: z.unknown() }).catch(() => {})
}
