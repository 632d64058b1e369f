import { type Context, Hono } from 'hono'
import type { Discord } from '../discord.ts'
import { memberWithPermissionsJson, ownUserJson, userJson } from '../people-json.ts'
import { permissionsOf } from '../permissions.ts'
import { unauthorized, unknownGuild, unknownUser } from '../refusal.ts'
import type { WorldMember } from '../world.ts'
import { refuse } from './answer.ts'
import { authorized, type RestEnvironment } from './authorization.ts'

/** Users: the bot about itself and others, and people about themselves within the scopes that they granted. */
export function userRoutes(discord: Discord): Hono<RestEnvironment> {
  const { world } = discord.store
  const self = (c: Context<RestEnvironment>): WorldMember | undefined => {
    const caller = c.get('caller')
    return world.members.get(caller.kind === 'bot' ? world.application.id : caller.grant.userId)
  }
  return new Hono<RestEnvironment>()
    .get('/users/@me', authorized(discord, { bot: true, scopes: ['identify'] }), (c) => {
      const member = self(c)
      return member ? c.json(ownUserJson(member.user)) : refuse(c, unauthorized)
    })
    .get('/users/@me/guilds', authorized(discord, { bot: true, scopes: ['guilds'] }), (c) => {
      const member = self(c)
      if (!member) return refuse(c, unauthorized)
      const { id, name, ownerId } = world.guild
      const permissions = permissionsOf(world, member).toString()
      return c.json([{ id, name, icon: null, banner: null, owner: ownerId === member.user.id, permissions, features: [] }])
    })
    .get('/users/@me/guilds/:guild/member', authorized(discord, { scopes: ['guilds.members.read'] }), (c) => {
      const member = self(c)
      const isHere = c.req.param('guild') === world.guild.id
      return member && isHere ? c.json(memberWithPermissionsJson(world, member)) : refuse(c, unknownGuild)
    })
    .get('/users/:user', authorized(discord, { bot: true }), (c) => {
      const member = world.members.get(c.req.param('user'))
      return member ? c.json(userJson(member.user)) : refuse(c, unknownUser)
    })
}
