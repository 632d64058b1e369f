import { z } from 'zod'
import type { GuildBinding, GuildBindings } from '../access/guild-binding.ts'
import type { Entry } from '../media/entry.ts'
import { inScope } from '../media/scope.ts'
import { defaultLocale, locales } from '../messages/locale.ts'
import { checkNotificationTemplate } from '../templates/notification-template.ts'
import { type NotificationEvent, notificationEvents } from './notification-event.ts'
import { quietHours } from './quiet-hours.ts'

const snowflake = z.string().regex(/^\d{17,20}$/, 'must be a Discord id: 17 to 20 digits')
const names = z.array(z.string().trim().min(1).max(200)).max(25).default([])

const part = z.string().exactOptional()
/** What a guild may say in its own words; how, is said in `NotificationTemplate`. */
export const ownWords = z.strictObject({ content: part, title: part, description: part })

/**
 * Which events a guild wants to hear of in one of its channels, and in what way. Lists compare by equality, never by patterns, so that no list can be slow.
 * An empty list of tags, categories or owners lets everything through that the guild may see; of filled ones each has to fit.
 */
export const notificationRoute = z.strictObject({
  channelId: snowflake.describe('The channel'),
  events: z
    .array(z.enum(notificationEvents))
    .max(notificationEvents.length)
    .default([...notificationEvents])
    .describe('What it is told of; everything unless told otherwise'),
  tags: names.describe('Only what carries one of these tags'),
  categories: names.describe('Only what is in one of these categories, by full name, or below one'),
  owners: names.describe('Only what belongs to one of these Kaltura user ids'),
  quietHours: quietHours.optional().describe('When messages come silently: nobody’s device rings, and no role is mentioned'),
  locale: z.enum(locales).default(defaultLocale).describe('The language of the messages'),
  templates: z
    .partialRecord(z.enum(notificationEvents), ownWords)
    .default({})
    .superRefine(checkTemplates)
    .describe('A guild’s own words in the place of the usual ones, by event'),
  mentionRoleIds: z.array(snowflake).max(10).default([]).describe('The roles that a new message mentions; no text can mention another'),
})

export type NotificationRoute = z.output<typeof notificationRoute>

function checkTemplates(templates: Partial<Record<NotificationEvent, z.output<typeof ownWords>>>, context: z.RefinementCtx): void {
  for (const event of notificationEvents) {
    for (const { part, words } of checkNotificationTemplate(event, templates[event] ?? {}))
      context.addIssue({ code: 'custom', path: [event, part], message: words })
  }
}

/** The routes of a guild, in the order of their rank: of two to the same channel the first that fits speaks. */
export type RoutesOf = (guildId: string) => Promise<readonly NotificationRoute[]>

/** Whether a route wants to hear of this. What the guild may see at all is asked elsewhere. */
export function isWanted(
  route: NotificationRoute,
  event: NotificationEvent,
  about: Pick<Entry, 'tags' | 'categories' | 'ownerId'>,
): boolean {
  const { events, tags, categories, owners } = route
  return (
    events.includes(event) &&
    (tags.length === 0 || inScope(about, { tags, categories: [] })) &&
    (categories.length === 0 || inScope(about, { tags: [], categories })) &&
    (owners.length === 0 || (about.ownerId !== undefined && owners.includes(about.ownerId)))
  )
}

/** One route for each guild that has an announce channel: everything, in English, without mentions. */
export function announceRoutes(bindings: Pick<GuildBindings, 'find'>): RoutesOf {
  return async (guildId) => routesOfBinding(await bindings.find(guildId))
}

function routesOfBinding(binding: GuildBinding | undefined): readonly NotificationRoute[] {
  return binding?.announceChannelId === undefined ? [] : [plainRoute(binding.announceChannelId)]
}

/** Everything in one channel, in the usual way. */
function plainRoute(channelId: string): NotificationRoute {
  return {
    channelId,
    events: [...notificationEvents],
    tags: [],
    categories: [],
    owners: [],
    quietHours: undefined,
    locale: defaultLocale,
    templates: {},
    mentionRoleIds: [],
  }
}
