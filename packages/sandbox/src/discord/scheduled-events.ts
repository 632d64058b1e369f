import { GuildScheduledEventEntityType as Entity, GuildScheduledEventStatus as Status } from 'discord-api-types/v10'
import type { Clock } from './clock.ts'
import type { Dispatch } from './gateway/dispatch.ts'
import { timestamp } from './json.ts'
import type { ScheduledEventJson } from './newer-than-api-types.ts'
import { userJson } from './people-json.ts'
import { type RecurrenceRule, recurrenceJson } from './recurrence-rule.ts'
import { done, type Outcome, refused, tooManyScheduledEvents } from './refusal.ts'
import { type EventDraft, isOver } from './scheduled-event-draft.ts'
import { voiceStatesOf } from './voice-states.ts'
import type { World, WorldGuild, WorldStore } from './world.ts'

/** Something that is going to happen in a guild. */
export interface ScheduledEvent {
  id: string
  guildId: string
  creatorId: string
  name: string
  description: string | null
  /** The hash that stands for the cover in addresses of Discord's CDN. The picture itself isn't kept. */
  image: string | null
  entityType: Entity
  /** Where it is, unless it is external. */
  channelId: string | null
  /** Where it is when it is external. */
  location: string | null
  startsAtMs: number
  endsAtMs: number | null
  recurrence: RecurrenceRule | null
  status: Status
  /** Ids of the people who are interested. */
  interested: ReadonlySet<string>
}

export interface ScheduledEvents {
  list(guild: WorldGuild): ScheduledEvent[]
  create(guild: WorldGuild, creatorId: string, draft: EventDraft): Outcome<ScheduledEvent>
  edit(event: ScheduledEvent, draft: EventDraft): ScheduledEvent
  remove(event: ScheduledEvent): void
  /** Says whether that changed anything. */
  setInterest(event: ScheduledEvent, userId: string, interested: boolean): boolean
}

const mostEvents = 100
const minuteMs = 60_000
/** Discord says "on the order of hours", and "of minutes". */
const cancelledAfterMs = 4 * 60 * minuteMs
const emptyForMs = 3 * minuteMs
const longestTimerMs = 24 * 60 * minuteMs

/** Events of guilds, which begin and end by themselves as Discord's do (docs: resources/guild-scheduled-event, "Status Update Automation"). */
export function createScheduledEvents(options: {
  store: WorldStore
  clock: Clock
  snowflake: () => string
  dispatch: Dispatch
}): ScheduledEvents {
  const { store, clock, snowflake, dispatch } = options
  const { world } = store

  const put = (event: ScheduledEvent): void => void store.change(() => world.scheduledEvents.set(event.id, event))
  const list = (guild: WorldGuild): ScheduledEvent[] => [...world.scheduledEvents.values()].filter(({ guildId }) => guildId === guild.id)

  const edit = (event: ScheduledEvent, draft: Partial<EventDraft>): ScheduledEvent => {
    const next = { ...event, ...draft }
    put(next)
    dispatch('GUILD_SCHEDULED_EVENT_UPDATE', eventJson(world, next), next.guildId)
    watch(next)
    // What is over is told of once, and then gone.
    if (isOver(next.status)) store.change(() => world.scheduledEvents.delete(next.id))
    return next
  }

  const watch = (watched: ScheduledEvent): void => {
    const dueAtMs = nextTurnOf(watched)
    if (dueAtMs === undefined) return
    clock.after(Math.min(Math.max(0, dueAtMs - clock.now()), longestTimerMs), () => {
      const event = world.scheduledEvents.get(watched.id)
      if (event !== watched) return
      if (clock.now() < dueAtMs) watch(event)
      else edit(event, { status: turned(event) })
    })
  }

  let emptySinceMs = new Map<string, number>()
  const endTheEmpty = (): void => {
    const empty = [...world.scheduledEvents.values()].filter(
      ({ status, channelId }) => status === Status.Active && channelId !== null && voiceStatesOf(world, channelId).length === 0,
    )
    const fresh = empty.filter(({ id }) => !emptySinceMs.has(id))
    emptySinceMs = new Map(empty.map(({ id }) => [id, emptySinceMs.get(id) ?? clock.now()]))
    for (const { id } of fresh)
      clock.after(emptyForMs, () => {
        const event = world.scheduledEvents.get(id)
        const sinceMs = emptySinceMs.get(id)
        if (event?.status === Status.Active && sinceMs !== undefined && clock.now() - sinceMs >= emptyForMs)
          edit(event, { status: Status.Completed })
      })
  }
  store.subscribe(endTheEmpty)

  return {
    list,
    create(guild, creatorId, draft) {
      if (list(guild).length >= mostEvents) return refused(tooManyScheduledEvents)
      const event: ScheduledEvent = { ...draft, id: snowflake(), guildId: guild.id, creatorId, interested: new Set() }
      put(event)
      dispatch('GUILD_SCHEDULED_EVENT_CREATE', eventJson(world, event), guild.id)
      watch(event)
      return done(event)
    },
    edit,
    remove(event) {
      store.change(() => world.scheduledEvents.delete(event.id))
      dispatch('GUILD_SCHEDULED_EVENT_DELETE', eventJson(world, event), event.guildId)
    },
    setInterest(event, userId, interested) {
      if (event.interested.has(userId) === interested) return false
      const others = [...event.interested].filter((id) => id !== userId)
      const next = { ...event, interested: new Set(interested ? [...others, userId] : others) }
      put(next)
      watch(next)
      const told = { guild_scheduled_event_id: event.id, user_id: userId, guild_id: event.guildId }
      dispatch(interested ? 'GUILD_SCHEDULED_EVENT_USER_ADD' : 'GUILD_SCHEDULED_EVENT_USER_REMOVE', told, event.guildId)
      return true
    },
  }
}

/** When the event's status changes by itself, if nothing else happens. */
function nextTurnOf({ entityType, status, startsAtMs, endsAtMs }: ScheduledEvent): number | undefined {
  const isExternal = entityType === Entity.External
  if (status === Status.Scheduled) return isExternal ? startsAtMs : startsAtMs + cancelledAfterMs
  return status === Status.Active && isExternal ? (endsAtMs ?? undefined) : undefined
}

function turned({ entityType, status }: ScheduledEvent): Status {
  if (status === Status.Active) return Status.Completed
  return entityType === Entity.External ? Status.Active : Status.Canceled
}

export function eventJson(world: World, event: ScheduledEvent, withUserCount = false): ScheduledEventJson {
  const creator = world.users.get(event.creatorId)
  return {
    id: event.id,
    guild_id: event.guildId,
    creator_id: event.creatorId,
    ...(creator ? { creator: userJson(creator) } : {}),
    name: event.name,
    description: event.description,
    image: event.image,
    scheduled_start_time: timestamp(event.startsAtMs),
    scheduled_end_time: event.endsAtMs === null ? null : timestamp(event.endsAtMs),
    privacy_level: 2,
    status: event.status,
    entity_id: event.status === Status.Active ? event.channelId : null,
    ...placeJson(event),
    recurrence_rule: event.recurrence === null ? null : recurrenceJson(event.recurrence),
    guild_scheduled_event_exceptions: [],
    ...(withUserCount ? { user_count: event.interested.size } : {}),
  }
}

function placeJson({ entityType, channelId, location }: ScheduledEvent) {
  return entityType === Entity.External
    ? { entity_type: entityType, channel_id: null, entity_metadata: { location: location ?? '' } }
    : { entity_type: entityType, channel_id: channelId ?? '', entity_metadata: null }
}
