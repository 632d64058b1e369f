import { z } from 'zod'
import { snowflake } from '../schemas/discord.ts'
import { route } from './route.ts'

const name = z.string().regex(/^[\w.-]{1,64}$/, 'must be a name that the list of subscribers gave')
const position = z.coerce.number<number | string>().int().positive()
const subscriber = z.object({ subscriber: name })

/** In whose name. Without it the audit says `operator`: whoever has the service token. */
const order = z.object({ by: snowflake.optional() })

/** What the subscribers of the events could not deal with. Calls of an operator. */
export const subscriberRoutes = {
  listSubscribers: route({
    name: 'listSubscribers',
    method: 'GET',
    path: '/api/v1/events/subscribers',
    summary: 'Who deals with the events at least once, up to which position each came, and how many it set aside',
    access: 'service',
    answer: z.object({ subscribers: z.array(z.object({ name: z.string(), position: z.number().int(), parked: z.number().int() })) }),
  }),

  listParkedEvents: route({
    name: 'listParkedEvents',
    method: 'GET',
    path: '/api/v1/events/subscribers/{subscriber}/parked',
    summary: 'What a subscriber failed at so often that it was set aside, in the order of the log',
    access: 'service',
    params: subscriber,
    /** A misspelt name is refused: without it a filter would be left out unseen. */
    query: z.strictObject({
      /** `next` of the page before. */
      after: position.optional(),
      limit: z.coerce.number<number | string>().int().min(1).max(100).default(50),
    }),
    answer: z.object({
      events: z.array(z.object({ position: z.number().int(), eventId: z.string(), reason: z.string(), atMs: z.number() })),
      /** For the page behind this one; absent on the last. */
      next: z.number().int().optional(),
    }),
  }),

  replayEvent: route({
    name: 'replayEvent',
    method: 'POST',
    path: '/api/v1/events/subscribers/{subscriber}/parked/{position}/replay',
    summary:
      'Hand a subscriber an event again that it set aside, before what is new; not found when it is none of its own, or gone from the log',
    access: 'service',
    params: subscriber.extend({ position }),
    body: order,
    answer: z.object({}),
  }),

  replayEvents: route({
    name: 'replayEvents',
    method: 'POST',
    path: '/api/v1/events/subscribers/{subscriber}/parked/replay',
    summary: 'Hand a subscriber again all that it set aside and that the log still has. Safe to repeat',
    access: 'service',
    params: subscriber,
    body: order,
    answer: z.object({ replayed: z.number().int() }),
  }),
} as const
