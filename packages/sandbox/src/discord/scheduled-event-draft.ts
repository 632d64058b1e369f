import { createHash } from 'node:crypto'
import { GuildScheduledEventEntityType as Entity, GuildScheduledEventStatus as Status } from 'discord-api-types/v10'
import { z } from 'zod'
import { instant, snowflake, textOf } from './form-parts.ts'
import { readImage } from './image-data.ts'
import { recurrenceRule } from './recurrence-rule.ts'
import { done, finishedEvent, invalidForm, type Outcome, refusalOfIssues, refused } from './refusal.ts'
import type { ScheduledEvent } from './scheduled-events.ts'

const image = z
  .string()
  .max(15_000_000)
  .superRefine((text, c) => {
    if (!readImage(text)) c.addIssue({ code: 'custom', message: 'Unsupported image type given', params: { code: 'IMAGE_INVALID' } })
  })

const members = {
  name: textOf(1, 100),
  description: z.string().max(1_000).nullish(),
  image: image.nullish(),
  privacy_level: z.literal(2),
  entity_type: z.union([z.literal(Entity.StageInstance), z.literal(Entity.Voice), z.literal(Entity.External)]),
  channel_id: snowflake.nullish(),
  entity_metadata: z.object({ location: textOf(1, 100).nullish() }).nullish(),
  scheduled_start_time: instant,
  scheduled_end_time: instant.nullish(),
  recurrence_rule: recurrenceRule.nullish(),
}
const newEvent = z.object(members)
const eventEdit = newEvent.partial().extend({
  status: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).nullish(),
})

/** What a body says of an event; everything else of a {@link ScheduledEvent} is the guild's own knowledge. */
export type EventDraft = Pick<
  ScheduledEvent,
  'name' | 'description' | 'image' | 'entityType' | 'channelId' | 'location' | 'startsAtMs' | 'endsAtMs' | 'recurrence' | 'status'
>

export function readNewEvent(body: unknown, nowMs: number): Outcome<EventDraft> {
  const parsed = newEvent.safeParse(body, { reportInput: true })
  if (!parsed.success) return refused(refusalOfIssues(parsed.error.issues))
  const { data } = parsed
  return checked(
    {
      name: data.name,
      description: data.description || null,
      image: imageHash(data.image),
      entityType: data.entity_type,
      channelId: data.channel_id ?? null,
      location: data.entity_type === Entity.External ? (data.entity_metadata?.location ?? null) : null,
      startsAtMs: data.scheduled_start_time,
      endsAtMs: data.scheduled_end_time ?? null,
      recurrence: data.recurrence_rule ?? null,
      status: Status.Scheduled,
    },
    nowMs,
  )
}

/** An edit as the whole event that it leads to. */
export function readEventEdit(body: unknown, event: ScheduledEvent, nowMs: number): Outcome<EventDraft> {
  const parsed = eventEdit.safeParse(body, { reportInput: true })
  if (!parsed.success) return refused(refusalOfIssues(parsed.error.issues))
  const { data } = parsed
  if (isOver(event.status)) return refused(finishedEvent)
  const status = data.status ?? event.status
  if (status !== event.status && !transitions[event.status]?.includes(status))
    return refused(
      invalidForm(['status'], 'GUILD_SCHEDULED_EVENT_INVALID_STATUS_TRANSITION', 'Invalid Guild Scheduled Event Status Transition'),
    )
  if (event.status === Status.Active && data.scheduled_start_time !== undefined)
    return refused(
      invalidForm(
        ['scheduled_start_time'],
        'GUILD_SCHEDULED_EVENT_SCHEDULE_INVALID_START_BY_STATUS',
        'Cannot update start time of a running event.',
      ),
    )
  const entityType = data.entity_type ?? event.entityType
  const draft: EventDraft = {
    name: data.name ?? event.name,
    description: data.description === undefined ? event.description : data.description || null,
    image: data.image === undefined ? event.image : imageHash(data.image),
    entityType,
    channelId: data.channel_id === undefined ? event.channelId : data.channel_id,
    location:
      entityType === Entity.External
        ? data.entity_metadata === undefined
          ? event.location
          : (data.entity_metadata?.location ?? null)
        : null,
    startsAtMs: data.scheduled_start_time ?? event.startsAtMs,
    endsAtMs: data.scheduled_end_time === undefined ? event.endsAtMs : data.scheduled_end_time,
    recurrence: data.recurrence_rule === undefined ? event.recurrence : data.recurrence_rule,
    status,
  }
  const isStarting = event.status === Status.Scheduled && status === Status.Active
  return checked(
    isStarting ? { ...draft, startsAtMs: Math.min(draft.startsAtMs, nowMs) } : draft,
    data.scheduled_start_time === undefined ? undefined : nowMs,
  )
}

export function isOver(status: Status): boolean {
  return status === Status.Completed || status === Status.Canceled
}

const transitions: Partial<Record<Status, readonly Status[]>> = {
  [Status.Scheduled]: [Status.Active, Status.Canceled],
  [Status.Active]: [Status.Completed],
}

/** What an event must and must not have for its kind. @param nowMs when its start was just chosen, which must not be past */
function checked(draft: EventDraft, nowMs: number | undefined): Outcome<EventDraft> {
  const wrong = (field: string, code: string, message: string) => refused(invalidForm([field], code, message))
  const isExternal = draft.entityType === Entity.External
  if (!isExternal && draft.channelId === null) return wrong('channel_id', 'BASE_TYPE_REQUIRED', 'This field is required')
  if (isExternal && draft.channelId !== null)
    return wrong('channel_id', 'GUILD_SCHEDULED_EVENT_CHANNEL_NOT_ALLOWED', 'An external event is in no channel.')
  if (isExternal && draft.location === null)
    return refused(invalidForm(['entity_metadata', 'location'], 'BASE_TYPE_REQUIRED', 'This field is required'))
  if (isExternal && draft.endsAtMs === null) return wrong('scheduled_end_time', 'BASE_TYPE_REQUIRED', 'This field is required')
  if (nowMs !== undefined && draft.startsAtMs <= nowMs)
    return wrong('scheduled_start_time', 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', 'Cannot schedule event in the past.')
  if (draft.endsAtMs !== null && draft.endsAtMs <= draft.startsAtMs)
    return wrong('scheduled_end_time', 'GUILD_SCHEDULED_EVENT_END_BEFORE_START', 'Cannot schedule event to end before start.')
  return done(draft)
}

function imageHash(text: string | null | undefined): string | null {
  return text ? createHash('md5').update(text).digest('hex') : null
}
