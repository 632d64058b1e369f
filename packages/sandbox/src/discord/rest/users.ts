import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { channelJson } from '../channel-json.ts'
import type { Discord } from '../discord.ts'
import type { JsonObject } from '../json.ts'
import { memberWithPermissionsJson, ownUserJson, userJson } from '../people-json.ts'
import { permissionsOf } from '../permissions.ts'
import { guildsOfBot } from '../places.ts'
import { cannotMessage, invalidRecipient, refusalOfIssues, unauthorized, unknownGuild, unknownUser } from '../refusal.ts'
import type { World, WorldMember, WorldUser } from '../world.ts'
import { refuse } from './answer.ts'
import { authorized, type RestEnvironment } from './authorization.ts'
import { readBody } from './body.ts'

const snowflake = z.string().regex(/^\d{1,20}$/)
const page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(200),
  before: snowflake.optional(),
  after: snowflake.optional(),
  with_counts: z.string().optional(),
})
const conversation = z.looseObject({ recipient_id: snowflake })

/** Users: the bot about itself and others, and people about themselves within the scopes that they granted. */
export function userRoutes(discord: Discord): Hono<RestEnvironment> {
  const { world } = discord.store
  const self = (c: Context<RestEnvironment>): WorldUser | undefined => {
    const caller = c.get('caller')
    return world.users.get(caller.kind === 'bot' ? world.application.id : caller.grant.userId)
  }
  return new Hono<RestEnvironment>()
    .get('/users/@me', authorized(discord, { bot: true, scopes: ['identify'] }), (c) => {
      const user = self(c)
      return user ? c.json(ownUserJson(world, user)) : refuse(c, unauthorized)
    })
    .get('/users/@me/guilds', authorized(discord, { bot: true, scopes: ['guilds'] }), (c) => {
      const user = self(c)
      if (!user) return refuse(c, unauthorized)
      const wanted = page.safeParse(c.req.query())
      if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
      const { limit, before, after, with_counts } = wanted.data
      const memberships = [...world.guilds.values()]
        .flatMap((guild) => guild.members.get(user.id) ?? [])
        .sort((a, b) => (BigInt(a.guildId) < BigInt(b.guildId) ? -1 : 1))
        .filter(({ guildId }) => BigInt(guildId) > BigInt(after ?? 0) && (!before || BigInt(guildId) < BigInt(before)))
      const seen = before === undefined ? memberships.slice(0, limit) : memberships.slice(-limit)
      return c.json(seen.map((member) => membershipOf(world, member, with_counts === 'true')))
    })
    .delete('/users/@me/guilds/:guild', authorized(discord, { bot: true }), (c) => {
      const guild = guildsOfBot(world).find(({ id }) => id === c.req.param('guild'))
      if (!guild) return refuse(c, unknownGuild)
      discord.installation.removeFrom(guild)
      return c.body(null, 204)
    })
    .post('/users/@me/channels', authorized(discord, { bot: true }), async (c) => {
      const body = await readBody(c)
      if (body.kind === 'refused') return refuse(c, body.refusal)
      const wanted = conversation.safeParse(body.value, { reportInput: true })
      if (!wanted.success) return refuse(c, refusalOfIssues(wanted.error.issues))
      const person = world.users.get(wanted.data.recipient_id)
      if (!person) return refuse(c, invalidRecipient)
      if (person.bot) return refuse(c, cannotMessage)
      return c.json(channelJson(world, discord.installation.direct(world.application.id, person.id)))
    })
    .get('/users/@me/guilds/:guild/member', authorized(discord, { scopes: ['guilds.members.read'] }), (c) => {
      const member = world.guilds.get(c.req.param('guild'))?.members.get(self(c)?.id ?? '')
      return member ? c.json(memberWithPermissionsJson(world, member)) : refuse(c, unknownGuild)
    })
    .get('/users/:user', authorized(discord, { bot: true }), (c) => {
      const user = world.users.get(c.req.param('user'))
      return user ? c.json(userJson(user)) : refuse(c, unknownUser)
    })
}

/** One of a person's guilds, in brief. */
function membershipOf(world: World, member: WorldMember, withCounts: boolean): JsonObject {
  const guild = world.guilds.get(member.guildId)
  const permissions = permissionsOf(world, member).toString()
  const owner = guild?.ownerId === member.user.id
  const size = guild?.members.size ?? 0
  const counts = withCounts ? { approximate_member_count: size, approximate_presence_count: size } : {}
  return { id: member.guildId, name: guild?.name ?? '', icon: null, banner: null, owner, permissions, features: [], ...counts }
}
