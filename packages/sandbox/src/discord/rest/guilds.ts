import { Hono } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { channelJson, guildJson, roleJson } from '../guild-json.ts'
import { memberJson } from '../people-json.ts'
import { channelsOf, guildsOfBot } from '../places.ts'
import { refusalOfIssues, unknownGuild, unknownMember } from '../refusal.ts'
import type { WorldGuild } from '../world.ts'
import { refuse } from './answer.ts'
import { authorized, type RestEnvironment } from './authorization.ts'

/** The guild that the path names, which the bot is in. */
export type GuildEnvironment = { Variables: RestEnvironment['Variables'] & { guild: WorldGuild } }

const page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(1),
  after: z
    .string()
    .regex(/^\d{1,20}$/)
    .default('0'),
})

/** A guild that the bot is in, its channels, roles and members, for the bot. */
export function guildRoutes(discord: Discord): Hono<GuildEnvironment> {
  const { world } = discord.store
  const rest = new Hono<GuildEnvironment>()
  rest.use('/guilds/:guild/*', authorized(discord, { bot: true }), async (c, next) => {
    const guild = guildsOfBot(world).find(({ id }) => id === c.req.param('guild'))
    if (!guild) return refuse(c, unknownGuild)
    c.set('guild', guild)
    return next()
  })
  return rest
    .get('/guilds/:guild', (c) => c.json(guildJson(world, c.get('guild'))))
    .get('/guilds/:guild/channels', (c) => c.json(channelsOf(world, c.get('guild')).map((channel) => channelJson(world, channel))))
    .get('/guilds/:guild/roles', (c) => c.json([...c.get('guild').roles.values()].map((role) => roleJson(role, world.application.id))))
    .get('/guilds/:guild/members', (c) => {
      const wanted = page.safeParse(c.req.query())
      if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
      const sorted = [...c.get('guild').members.values()].sort((a, b) => (BigInt(a.user.id) < BigInt(b.user.id) ? -1 : 1))
      const after = sorted.filter((member) => BigInt(member.user.id) > BigInt(wanted.data.after))
      return c.json(after.slice(0, wanted.data.limit).map(memberJson))
    })
    .get('/guilds/:guild/members/:user', (c) => {
      const member = c.get('guild').members.get(c.req.param('user'))
      return member ? c.json(memberJson(member)) : refuse(c, unknownMember)
    })
}
