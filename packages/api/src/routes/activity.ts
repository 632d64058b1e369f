import { z } from 'zod'
import { place, snowflake } from '../schemas/discord.ts'
import { entryId, entrySummary } from '../schemas/media.ts'
import { route } from './route.ts'

/** All that a page needs to play one entry. */
const playerAccess = z.object({
  partnerId: z.number().int(),
  uiConfId: z.number().int(),
  /** Path of the player's script on the Activity's own origin. */
  scriptPath: z.string(),
  /** Path of the media door on the Activity's own origin; the player's service URL is this plus `/api_v3`. */
  doorPath: z.string(),
  /** Path of the door for Kaltura's view analytics on the same origin; none when this account's viewers are not counted there. */
  analyticsPath: z.string().optional(),
  /** What the player says in the place of a KS: a pass that this server alone can read, for this viewer and this one entry. Memory only. */
  ks: z.string(),
})

/** What a channel watched before, in another instance and not to the end. */
const continuation = z.object({ entry: entrySummary, positionS: z.number().nonnegative(), queue: z.array(entryId) })

/** Everything that a page needs to play in step with the room. */
export const bootstrap = z.object({
  entry: entrySummary,
  member: z.object({ id: snowflake, name: z.string(), role: z.enum(['manager', 'member', 'viewer']) }),
  player: playerAccess,
  /** A choice for whoever steers, never more. */
  continuation: continuation.optional(),
  /** Whether they may make a link for people outside of Discord. */
  mayInvite: z.boolean(),
  /** For the first message on the room's WebSocket; minutes of life. */
  roomTicket: z.string(),
  roomPath: z.string(),
})

/** Calls of the Activity page, in the order it makes them. */
export const activityRoutes = {
  /** What the page must know before anybody signed in. */
  activityConfig: route({
    name: 'activityConfig',
    method: 'GET',
    path: '/api/v1/activity',
    summary: 'Public configuration of the Activity',
    access: 'none',
    answer: z.object({ clientId: snowflake }),
  }),

  signInStart: route({
    name: 'signInStart',
    method: 'POST',
    path: '/api/v1/activity/sign-in',
    summary: 'Begin a sign-in: a server-bound state and a PKCE challenge whose verifier never leaves the server',
    access: 'none',
    answer: z.object({ state: z.string(), codeChallenge: z.string(), codeChallengeMethod: z.literal('S256') }),
  }),

  signInFinish: route({
    name: 'signInFinish',
    method: 'POST',
    path: '/api/v1/activity/sign-in/finish',
    summary: 'Exchange the code that Discord gave the page',
    access: 'none',
    body: z.object({ state: z.string().max(2048), code: z.string().min(1).max(512) }),
    answer: z.object({
      /** Discord's, for the SDK's authenticate(); held in memory by the page. */
      discordAccessToken: z.string(),
      /** Ours, for the calls that follow. */
      bearer: z.string(),
      user: z.object({ id: snowflake, name: z.string() }),
    }),
  }),

  bootstrap: route({
    name: 'bootstrap',
    method: 'POST',
    path: '/api/v1/activity/bootstrap',
    summary:
      'Everything the page needs to play: checks the instance, the member and the entry, and makes a pass for the player of that one entry',
    access: 'viewer',
    body: place,
    answer: bootstrap,
  }),

  findContinuation: route({
    name: 'findContinuation',
    method: 'POST',
    path: '/api/v1/activity/continuation',
    summary:
      'What somebody may begin who opened the Activity by itself, before anything was chosen: what their channel did not watch to its end',
    access: 'viewer',
    body: place,
    answer: z.object({ continuation: continuation.optional() }),
  }),

  startEntry: route({
    name: 'startEntry',
    method: 'POST',
    path: '/api/v1/activity/start',
    summary:
      'Choose what an instance shows that was opened by itself, and everything needed to play that; joins what somebody else chose first',
    access: 'viewer',
    body: place.extend({ entryId }),
    answer: bootstrap,
  }),

  roomTicket: route({
    name: 'roomTicket',
    method: 'POST',
    path: '/api/v1/activity/room-ticket',
    summary: 'A fresh room ticket for a reconnect; asks everything again that bootstrap asked',
    access: 'viewer',
    body: place,
    answer: z.object({ roomTicket: z.string() }),
  }),

  openEntry: route({
    name: 'openEntry',
    method: 'POST',
    path: '/api/v1/activity/entry',
    summary:
      'What is needed to play another entry than the one that the instance was launched for: its room shows that now. Asks whether it may be seen',
    access: 'viewer',
    body: place.extend({ entryId }),
    answer: z.object({ entry: entrySummary, player: playerAccess }),
  }),

  findEntries: route({
    name: 'findEntries',
    method: 'POST',
    path: '/api/v1/activity/entries',
    summary: 'Entries that this guild may see, for somebody in an instance who wants to suggest one',
    access: 'viewer',
    body: place.extend({ query: z.string().max(100) }),
    answer: z.object({ entries: z.array(entrySummary) }),
  }),
} as const
