import { type Context, Hono, type Next } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { channelJson, guildJson, roleJson } from '../guild-json.ts'
import { memberJson } from '../people-json.ts'
import { refusalOfIssues, unknownGuild, unknownMember } from '../refusal.ts'
import { refuse } from './answer.ts'
import { authorized } from './authorization.ts'

const page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(1),
  after: z
    .string()
    .regex(/^\d{1,20}$/)
    .default('0'),
})

/** The guild, its channels, roles and members, for the bot. */
export function guildRoutes(discord: Discord): Hono {
  const { world } = discord.store
  const rest = new Hono()
  rest.use('/guilds/:guild/*', authorized(discord, { bot: true }), async (c: Context, next: Next) => {
    if (c.req.param('guild') !== world.guild.id) return refuse(c, unknownGuild)
    return next()
  })
  return rest
    .get('/guilds/:guild', (c) => c.json(guildJson(world)))
    .get('/guilds/:guild/channels', (c) => c.json([...world.channels.values()].map((channel) => channelJson(world, channel))))
    .get('/guilds/:guild/roles', (c) => c.json(world.guild.roles.map((role) => roleJson(role, world.application.id))))
    .get('/guilds/:guild/members', (c) => {
      const wanted = page.safeParse(c.req.query())
      if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
      const sorted = [...world.members.values()].sort((a, b) => (BigInt(a.user.id) < BigInt(b.user.id) ? -1 : 1))
      const after = sorted.filter((member) => BigInt(member.user.id) > BigInt(wanted.data.after))
      return c.json(after.slice(0, wanted.data.limit).map(memberJson))
    })
    .get('/guilds/:guild/members/:user', (c) => {
      const member = world.members.get(c.req.param('user'))
      return member ? c.json(memberJson(member)) : refuse(c, unknownMember)
    })
}
