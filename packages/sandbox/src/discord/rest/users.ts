import { type Context, Hono } from 'hono'
import type { Discord } from '../discord.ts'
import type { JsonObject } from '../json.ts'
import { memberWithPermissionsJson, ownUserJson, userJson } from '../people-json.ts'
import { permissionsOf } from '../permissions.ts'
import { unauthorized, unknownGuild, unknownUser } from '../refusal.ts'
import type { World, WorldMember, WorldUser } from '../world.ts'
import { refuse } from './answer.ts'
import { authorized, type RestEnvironment } from './authorization.ts'

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
      return user ? c.json(ownUserJson(user)) : refuse(c, unauthorized)
    })
    .get('/users/@me/guilds', authorized(discord, { bot: true, scopes: ['guilds'] }), (c) => {
      const user = self(c)
      if (!user) return refuse(c, unauthorized)
      const memberships = [...world.guilds.values()].flatMap((guild) => guild.members.get(user.id) ?? [])
      return c.json(memberships.map((member) => membershipOf(world, member)))
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
function membershipOf(world: World, member: WorldMember): JsonObject {
  const guild = world.guilds.get(member.guildId)
  const permissions = permissionsOf(world, member).toString()
  const owner = guild?.ownerId === member.user.id
  return { id: member.guildId, name: guild?.name ?? '', icon: null, banner: null, owner, permissions, features: [] }
}
