import { PermissionFlagsBits as Bit, ApplicationCommandPermissionType as Kind } from 'discord-api-types/v10'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { allChannels, type CommandPermission, commandPermissionsJson, permissionsFor } from '../command-permissions.ts'
import type { Discord } from '../discord.ts'
import { snowflake } from '../form-parts.ts'
import { permissionsOf } from '../permissions.ts'
import {
  botsMayNot,
  done,
  missingPermissions,
  missingScope,
  type Outcome,
  type Refusal,
  refusalOfIssues,
  refused,
  unknownApplication,
  unknownCommand,
  unknownCommandPermissions,
  unknownGuild,
  unknownRole,
} from '../refusal.ts'
import type { WorldGuild } from '../world.ts'
import { answer } from './answer.ts'
import { authorized, type RestEnvironment } from './authorization.ts'
import { readBody } from './body.ts'

const scope = 'applications.commands.permissions.update'
const permissionsBody = z.object({
  permissions: z
    .array(z.object({ id: snowflake, type: z.literal([Kind.Role, Kind.User, Kind.Channel]), permission: z.boolean() }))
    .max(100),
})

/** Who may use a command in a guild: read by the bot, written in the name of a person who may manage the guild and its roles. */
export function commandPermissionRoutes(discord: Discord): Hono<RestEnvironment> {
  const { store, gateway, commands } = discord
  const { world } = store
  const either = authorized(discord, { bot: true, scopes: 'any' })

  const guildOf = (c: Context<RestEnvironment>): Outcome<WorldGuild> => {
    if (c.req.param('application') !== world.application.id) return refused(unknownApplication)
    const guild = world.guilds.get(c.req.param('guild') ?? '')
    return guild ? done(guild) : refused(unknownGuild)
  }
  const knows = (guild: WorldGuild, id: string): boolean =>
    id === world.application.id || commands.find(undefined, id) !== undefined || commands.find(guild.id, id) !== undefined
  /** Why the caller may not write these, if so. */
  const objection = (c: Context<RestEnvironment>, guild: WorldGuild): Refusal | undefined => {
    const caller = c.get('caller')
    if (caller.kind === 'bot') return botsMayNot
    if (!caller.grant.scopes.includes(scope)) return missingScope
    const member = guild.members.get(caller.grant.userId)
    const needed = Bit.ManageGuild | Bit.ManageRoles
    return member && (permissionsOf(world, member) & needed) === needed ? undefined : missingPermissions
  }
  const exists = (guild: WorldGuild, { id, type }: CommandPermission): boolean => {
    if (type === Kind.Role) return guild.roles.has(id)
    if (type === Kind.User) return guild.members.has(id)
    const channel = world.channels.get(id)
    return id === allChannels(guild.id) || (channel?.kind === 'guild' && channel.guildId === guild.id)
  }

  return new Hono<RestEnvironment>()
    .get('/applications/:application/guilds/:guild/commands/permissions', either, (c) =>
      answer(c, guildOf(c), (guild) => {
        const targets = [...world.commandPermissions.keys()].flatMap((key) =>
          key.startsWith(`${guild.id}:`) ? [key.slice(guild.id.length + 1)] : [],
        )
        return c.json(targets.map((id) => commandPermissionsJson(world, guild.id, id)))
      }),
    )
    .get('/applications/:application/guilds/:guild/commands/:command/permissions', either, (c) => {
      const guild = guildOf(c)
      const id = c.req.param('command')
      if (guild.kind === 'done' && !knows(guild.value, id)) return answer(c, refused(unknownCommand), () => c.body(null))
      const some =
        guild.kind === 'done' && permissionsFor(world, guild.value.id, id).length === 0 ? refused(unknownCommandPermissions) : guild
      return answer(c, some, ({ id: guildId }) => c.json(commandPermissionsJson(world, guildId, id)))
    })
    .put('/applications/:application/guilds/:guild/commands/:command/permissions', either, async (c) => {
      const guild = guildOf(c)
      if (guild.kind === 'refused') return answer(c, guild, () => c.body(null))
      const why = objection(c, guild.value)
      const id = c.req.param('command')
      if (why || !knows(guild.value, id)) return answer(c, refused(why ?? unknownCommand), () => c.body(null))
      const body = await readBody(c)
      if (body.kind === 'refused') return answer(c, body, () => c.body(null))
      const parsed = permissionsBody.safeParse(body.value, { reportInput: true })
      if (!parsed.success) return answer(c, refused(refusalOfIssues(parsed.error.issues)), () => c.body(null))
      const { permissions } = parsed.data
      if (!permissions.every((permission) => exists(guild.value, permission))) return answer(c, refused(unknownRole), () => c.body(null))
      const key = `${guild.value.id}:${id}`
      store.change(() => (permissions.length > 0 ? world.commandPermissions.set(key, permissions) : world.commandPermissions.delete(key)))
      const json = commandPermissionsJson(world, guild.value.id, id)
      gateway.dispatch('APPLICATION_COMMAND_PERMISSIONS_UPDATE', json, guild.value.id)
      return c.json(json)
    })
}
