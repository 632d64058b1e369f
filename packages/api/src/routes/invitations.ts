import { z } from 'zod'
import { place, snowflake } from '../schemas/discord.ts'
import { bootstrap } from './activity.ts'
import { route } from './route.ts'

const invitation = z.object({ guildId: snowflake, id: z.string().regex(/^[\w-]{22,64}$/) })

const joined = bootstrap.extend({
  /** For the calls that follow, about that one room alone; memory only. */
  bearer: z.string(),
  place,
})

/** Calls around a link that lets people outside of Discord in: two of the Activity page, then three of whoever opened the link in a browser. */
export const invitationRoutes = {
  createInvitation: route({
    name: 'createInvitation',
    method: 'POST',
    path: '/api/v1/activity/invitations',
    summary: 'Make a link into the room of an instance, for members of the guild who are outside of Discord; for those who may steer',
    access: 'viewer',
    body: place,
    answer: invitation.extend({
      /** The guild and the id are behind its `#`: no server is told them by an opened link, nor is a preview. */
      link: z.string(),
      expiresAtMs: z.number(),
      uses: z.number().int(),
    }),
  }),

  revokeInvitation: route({
    name: 'revokeInvitation',
    method: 'POST',
    path: '/api/v1/activity/invitations/revoke',
    summary: 'Take a link back that the caller made. Says nothing about links that they did not make',
    access: 'viewer',
    body: invitation,
    answer: z.object({}),
  }),

  beginJoin: route({
    name: 'beginJoin',
    method: 'POST',
    path: '/api/v1/invitations/sign-in',
    summary: 'Begin a sign-in in a browser: a cookie binds it to that browser, and the answer says where Discord asks the person',
    access: 'none',
    body: invitation,
    answer: z.object({ authorizeUrl: z.string() }),
  }),

  join: route({
    name: 'join',
    method: 'POST',
    path: '/api/v1/invitations/join',
    summary:
      'Exchange the code that Discord sent the browser back with; checks the state, the membership and the entry, and uses the invitation once',
    access: 'none',
    body: z.object({ state: z.string().max(64), code: z.string().min(1).max(512) }),
    answer: joined,
  }),

  comeBack: route({
    name: 'comeBack',
    method: 'POST',
    path: '/api/v1/invitations/come-back',
    summary:
      'The same again for a browser that was let in before and loads its page again, by its cookie; checks the membership and the entry, and uses nothing',
    access: 'none',
    answer: joined,
  }),
} as const
