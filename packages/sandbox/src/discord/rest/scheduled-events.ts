import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { isPlaceFor, mayCreateEvent, mayManageEvent, maySeeEvent } from '../event-permissions.ts'
import { snowflake } from '../form-parts.ts'
import type { JsonObject } from '../json.ts'
import { memberJson, userJson } from '../people-json.ts'
import { done, missingPermissions, type Outcome, refusalOfIssues, refused, unknownChannel, unknownScheduledEvent } from '../refusal.ts'
import { type EventDraft, readEventEdit, readNewEvent } from '../scheduled-event-draft.ts'
import { eventJson, type ScheduledEvent } from '../scheduled-events.ts'
import type { World, WorldGuild } from '../world.ts'
import { answer } from './answer.ts'
import { readBody } from './body.ts'
import type { GuildEnvironment } from './guilds.ts'

const usersPage = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(100),
  with_member: z.string().optional(),
  before: snowflake.optional(),
  after: snowflake.optional(),
})

/** Scheduled events of a guild. Mount it behind the guild's own routes, which say which guild it is. */
export function scheduledEventRoutes({ store, clock, scheduledEvents }: Discord): Hono<GuildEnvironment> {
  const { world } = store
  const botId = world.application.id

  const find = (c: Context<GuildEnvironment>): Outcome<ScheduledEvent> => {
    const event = world.scheduledEvents.get(c.req.param('event') ?? '')
    return event?.guildId === c.get('guild').id && maySeeEvent(world, botId, event) ? done(event) : refused(unknownScheduledEvent)
  }
  const own = (c: Context<GuildEnvironment>): Outcome<ScheduledEvent> => {
    const found = find(c)
    if (found.kind === 'refused' || mayManageEvent(world, c.get('guild'), botId, found.value)) return found
    return refused(missingPermissions)
  }
  const placed = (guild: WorldGuild, draft: EventDraft): Outcome<EventDraft> => {
    if (!isPlaceFor(world, guild, draft)) return refused(unknownChannel)
    return mayCreateEvent(world, guild, botId, draft) ? done(draft) : refused(missingPermissions)
  }
  const counted = (c: Context): boolean => c.req.query('with_user_count') === 'true'

  return new Hono<GuildEnvironment>()
    .get('/guilds/:guild/scheduled-events', (c) => {
      const seen = scheduledEvents.list(c.get('guild')).filter((event) => maySeeEvent(world, botId, event))
      return c.json(seen.map((event) => eventJson(world, event, counted(c))))
    })
    .post('/guilds/:guild/scheduled-events', async (c) => {
      const body = await readBody(c)
      const draft = body.kind === 'done' ? readNewEvent(body.value, clock.now()) : body
      const place = draft.kind === 'done' ? placed(c.get('guild'), draft.value) : draft
      const created = place.kind === 'done' ? scheduledEvents.create(c.get('guild'), botId, place.value) : place
      return answer(c, created, (event) => c.json(eventJson(world, event)))
    })
    .get('/guilds/:guild/scheduled-events/:event', (c) => answer(c, find(c), (event) => c.json(eventJson(world, event, counted(c)))))
    .patch('/guilds/:guild/scheduled-events/:event', async (c) => {
      const event = own(c)
      const body = event.kind === 'done' ? await readBody(c) : event
      if (event.kind === 'refused' || body.kind === 'refused') return answer(c, body, () => c.body(null))
      const draft = readEventEdit(body.value, event.value, clock.now())
      if (draft.kind === 'refused') return answer(c, draft, () => c.body(null))
      if (!isPlaceFor(world, c.get('guild'), draft.value)) return answer(c, refused(unknownChannel), () => c.body(null))
      return c.json(eventJson(world, scheduledEvents.edit(event.value, draft.value)))
    })
    .delete('/guilds/:guild/scheduled-events/:event', (c) =>
      answer(c, own(c), (event) => {
        scheduledEvents.remove(event)
        return c.body(null, 204)
      }),
    )
    .get('/guilds/:guild/scheduled-events/:event/users/counts', (c) =>
      answer(c, find(c), (event) =>
        c.json({ guild_scheduled_event_count: event.interested.size, guild_scheduled_event_exception_counts: {} }),
      ),
    )
    .get('/guilds/:guild/scheduled-events/:event/users', (c) =>
      answer(c, find(c), (event) => {
        const wanted = usersPage.safeParse(c.req.query(), { reportInput: true })
        if (!wanted.success) return answer(c, refused(refusalOfIssues(wanted.error.issues)), () => c.body(null))
        const { limit, before, after, with_member } = wanted.data
        const ids = [...event.interested].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
        const page = before
          ? ids.filter((id) => BigInt(id) < BigInt(before)).slice(-limit)
          : ids.filter((id) => after === undefined || BigInt(id) > BigInt(after)).slice(0, limit)
        return c.json(page.map((id) => interestedJson(world, event, id, with_member === 'true')))
      }),
    )
}

function interestedJson(world: World, event: ScheduledEvent, userId: string, withMember: boolean): JsonObject {
  const user = world.users.get(userId)
  const member = withMember ? world.guilds.get(event.guildId)?.members.get(userId) : undefined
  return {
    guild_scheduled_event_id: event.id,
    user_id: userId,
    response: 1,
    ...(user ? { user: userJson(user) } : {}),
    ...(member ? { member: memberJson(member) } : {}),
  }
}
