import { deliveryStates, notificationEvents, notificationSubject } from '@kaltura-discord/core'
import { z } from 'zod'
import { snowflake } from '../schemas/discord.ts'
import { route } from './route.ts'

/** Of a delivery, or of a notification in the inbox. */
const id = z.string().regex(/^[\w-]{1,25}$/, 'must be an id that a list gave')
const guild = z.object({ guildId: snowflake })
const connection = z.object({ connection: z.string().regex(/^[a-z0-9-]{1,40}$/) })

/** A misspelt name is refused: without it a filter would be left out unseen. */
const page = z.strictObject({
  /** `next` of the page before. */
  after: id.optional(),
  limit: z.coerce.number<number | string>().int().min(1).max(100).default(50),
})

/** In whose name. Without it the audit says `operator`: whoever has the service token. */
const order = z.object({ by: snowflake.optional() })

/** For the page behind this one; absent on the last. */
const next = z.string().optional()

/** What became of notifications, and the switches for when something is wrong. Calls of a bot or an operator; no answer holds the words of a message. */
export const deliveryRoutes = {
  listDeliveries: route({
    name: 'listDeliveries',
    method: 'GET',
    path: '/api/v1/guilds/{guildId}/deliveries',
    summary: 'The messages for the channels of a guild, the newest first: those that wait, and what became of the others',
    access: 'service',
    params: guild,
    query: page.extend({ state: z.enum(deliveryStates).optional() }),
    answer: z.object({
      deliveries: z.array(
        z.object({
          id: z.string(),
          channelId: z.string(),
          event: z.enum(notificationEvents),
          /** Those of one subject share a message in a channel. */
          subject: z.string(),
          state: z.enum(deliveryStates),
          /** Those that failed. */
          attempts: z.number().int(),
          /** Why the last attempt failed, or why it was refused or parked. */
          reason: z.string().optional(),
          messageId: z.string().optional(),
        }),
      ),
      next,
    }),
  }),

  replayDelivery: route({
    name: 'replayDelivery',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/deliveries/{id}/replay',
    summary:
      'Let a parked or refused message wait again, as the last one of its channel; not found when it is of another guild, or neither',
    access: 'service',
    params: guild.extend({ id }),
    body: order,
    answer: z.object({}),
  }),

  pauseDeliveries: route({
    name: 'pauseDeliveries',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/deliveries/pause',
    summary: 'Tell a guild nothing until it is resumed; what comes in meanwhile waits. Safe to repeat',
    access: 'service',
    params: guild,
    body: order,
    answer: z.object({}),
  }),

  resumeDeliveries: route({
    name: 'resumeDeliveries',
    method: 'POST',
    path: '/api/v1/guilds/{guildId}/deliveries/resume',
    summary: 'Tell a guild what waited, unless every guild is paused. Safe to repeat',
    access: 'service',
    params: guild,
    body: order,
    answer: z.object({}),
  }),

  pauseAllDeliveries: route({
    name: 'pauseAllDeliveries',
    method: 'POST',
    path: '/api/v1/deliveries/pause',
    summary: 'Tell no guild anything until all are resumed; what comes in meanwhile waits. Safe to repeat',
    access: 'service',
    body: order,
    answer: z.object({}),
  }),

  resumeAllDeliveries: route({
    name: 'resumeAllDeliveries',
    method: 'POST',
    path: '/api/v1/deliveries/resume',
    summary: 'End the pause of every guild; a guild that was paused by itself stays so. Safe to repeat',
    access: 'service',
    body: order,
    answer: z.object({}),
  }),

  listPauses: route({
    name: 'listPauses',
    method: 'GET',
    path: '/api/v1/deliveries/pauses',
    summary: 'Whether every guild is paused, and which are by themselves',
    access: 'service',
    query: page.extend({ after: snowflake.optional() }),
    answer: z.object({ isEveryGuildPaused: z.boolean(), guildIds: z.array(z.string()), next }),
  }),

  listParkedNotifications: route({
    name: 'listParkedNotifications',
    method: 'GET',
    path: '/api/v1/kaltura/{connection}/notifications/parked',
    summary: 'What came in from a Kaltura account and was given up before it became a message, the oldest first',
    access: 'service',
    params: connection,
    query: page,
    answer: z.object({
      notifications: z.array(
        z.object({
          id: z.string(),
          subject: notificationSubject,
          receivedAtMs: z.number(),
          attempts: z.number().int(),
          reason: z.string(),
        }),
      ),
      next,
    }),
  }),

  replayNotification: route({
    name: 'replayNotification',
    method: 'POST',
    path: '/api/v1/kaltura/{connection}/notifications/parked/{id}/replay',
    summary: 'Deal with a parked notification again; not found when it is of another account, or not parked',
    access: 'service',
    params: connection.extend({ id }),
    body: order,
    answer: z.object({}),
  }),
} as const
