import { PermissionFlagsBits as Bit } from 'discord-api-types/v10'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Discord } from '../discord.ts'
import { snowflake, textOf } from '../form-parts.ts'
import { roleJson } from '../guild-json.ts'
import { permissionsOf } from '../permissions.ts'
import { done, invalidRole, missingPermissions, type Outcome, refusalOfIssues, refused, unknownMember, unknownRole } from '../refusal.ts'
import { mayGrant, outranks, type RoleDraft } from '../roles.ts'
import type { WorldGuild, WorldMember, WorldRole } from '../world.ts'
import { answer } from './answer.ts'
import { readBody } from './body.ts'
import type { GuildEnvironment } from './guilds.ts'

const bits = z.union([z.string().regex(/^\d{1,20}$/), z.number().int().nonnegative()]).transform((given) => BigInt(given))
const roleBody = z.object({
  name: textOf(1, 100).nullish(),
  permissions: bits.nullish(),
  color: z.number().int().min(0).max(0xffffff).nullish(),
  colors: z.looseObject({ primary_color: z.number().int().min(0).max(0xffffff) }).nullish(),
  hoist: z.boolean().nullish(),
  mentionable: z.boolean().nullish(),
})
const positions = z.array(z.object({ id: snowflake, position: z.number().int().min(0).nullish() })).max(250)

type At = Context<GuildEnvironment>

/** Roles of a guild and who holds them, within Discord's hierarchy. Mount it behind the guild's own routes. */
export function roleRoutes({ store, roles }: Discord): Hono<GuildEnvironment> {
  const { world } = store
  const botId = world.application.id
  const json = (role: WorldRole) => roleJson(role, botId)

  const mayManage = (guild: WorldGuild): boolean => {
    const bot = guild.members.get(botId)
    return bot !== undefined && (permissionsOf(world, bot) & Bit.ManageRoles) !== 0n
  }
  /** The role of the path, if the bot may do something about it. */
  const managed = (c: At): Outcome<WorldRole> => {
    const guild = c.get('guild')
    const role = guild.roles.get(c.req.param('role') ?? '')
    if (!role) return refused(unknownRole)
    return mayManage(guild) && outranks(guild, botId, role) ? done(role) : refused(missingPermissions)
  }
  const readDraft = async (c: At): Promise<Outcome<RoleDraft>> => {
    const body = await readBody(c)
    if (body.kind === 'refused') return body
    const parsed = roleBody.safeParse(body.value, { reportInput: true })
    if (!parsed.success) return refused(refusalOfIssues(parsed.error.issues))
    const draft = draftOf(parsed.data)
    const granted = draft.permissions === undefined || mayGrant(world, c.get('guild'), botId, draft.permissions)
    return granted ? done(draft) : refused(missingPermissions)
  }
  /** A member, and a role that the bot may give or take. */
  const pairOf = (c: At): Outcome<{ member: WorldMember; role: WorldRole }> => {
    const role = managed(c)
    if (role.kind === 'refused') return role
    const member = c.get('guild').members.get(c.req.param('user') ?? '')
    if (!member) return refused(unknownMember)
    return isGivable(c.get('guild'), role.value) ? done({ member, role: role.value }) : refused(invalidRole)
  }

  return new Hono<GuildEnvironment>()
    .post('/guilds/:guild/roles', async (c) => {
      if (!mayManage(c.get('guild'))) return answer(c, refused(missingPermissions), () => c.body(null))
      const draft = await readDraft(c)
      const created = draft.kind === 'done' ? roles.create(c.get('guild'), draft.value) : draft
      return answer(c, created, (role) => c.json(json(role)))
    })
    .patch('/guilds/:guild/roles', async (c) => {
      const guild = c.get('guild')
      const body = await readBody(c)
      if (body.kind === 'refused') return answer(c, body, () => c.body(null))
      const parsed = positions.safeParse(body.value, { reportInput: true })
      if (!parsed.success) return answer(c, refused(refusalOfIssues(parsed.error.issues)), () => c.body(null))
      const moves = new Map(parsed.data.flatMap(({ id, position }) => (typeof position === 'number' ? [[id, position] as const] : [])))
      const moved = [...moves.keys()].map((id) => guild.roles.get(id))
      if (moved.some((role) => role === undefined)) return answer(c, refused(unknownRole), () => c.body(null))
      const highest = [...guild.roles.values()].filter((role) => outranks(guild, botId, role)).length
      const may =
        mayManage(guild) && moved.every((role) => role && outranks(guild, botId, role)) && [...moves.values()].every((to) => to < highest)
      if (!may) return answer(c, refused(missingPermissions), () => c.body(null))
      roles.move(guild, moves)
      return c.json([...guild.roles.values()].map(json))
    })
    .get('/guilds/:guild/roles/member-counts', (c) => {
      const { roles: all, members } = c.get('guild')
      const countOf = (id: string) => [...members.values()].filter(({ roleIds }) => roleIds.includes(id)).length
      return c.json(Object.fromEntries([...all.keys()].filter((id) => id !== c.get('guild').id).map((id) => [id, countOf(id)])))
    })
    .get('/guilds/:guild/roles/:role', (c) => {
      const role = c.get('guild').roles.get(c.req.param('role'))
      return answer(c, role ? done(role) : refused(unknownRole), (found) => c.json(json(found)))
    })
    .patch('/guilds/:guild/roles/:role', async (c) => {
      const role = managed(c)
      const draft = role.kind === 'done' ? await readDraft(c) : role
      if (role.kind === 'refused' || draft.kind === 'refused') return answer(c, draft, () => c.body(null))
      return c.json(json(roles.edit(c.get('guild'), role.value, draft.value)))
    })
    .delete('/guilds/:guild/roles/:role', (c) => {
      const role = managed(c)
      const removable = role.kind === 'done' && !isGivable(c.get('guild'), role.value) ? refused(invalidRole) : role
      return answer(c, removable, (gone) => {
        roles.remove(c.get('guild'), gone)
        return c.body(null, 204)
      })
    })
    .put('/guilds/:guild/members/:user/roles/:role', (c) =>
      answer(c, pairOf(c), ({ member, role }) => {
        if (!member.roleIds.includes(role.id)) roles.give(c.get('guild'), member, [...member.roleIds, role.id])
        return c.body(null, 204)
      }),
    )
    .delete('/guilds/:guild/members/:user/roles/:role', (c) =>
      answer(c, pairOf(c), ({ member, role }) => {
        const rest = member.roleIds.filter((id) => id !== role.id)
        if (rest.length < member.roleIds.length) roles.give(c.get('guild'), member, rest)
        return c.body(null, 204)
      }),
    )
}

/** Everyone's role, and those that belong to applications, are nobody's to give or delete. */
function isGivable(guild: WorldGuild, role: WorldRole): boolean {
  return role.id !== guild.id && !role.managed
}

function draftOf({ name, permissions, color, colors, hoist, mentionable }: z.infer<typeof roleBody>): RoleDraft {
  const shade = colors?.primary_color ?? color
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof permissions === 'bigint' ? { permissions } : {}),
    ...(typeof shade === 'number' ? { color: shade } : {}),
    ...(typeof hoist === 'boolean' ? { hoist } : {}),
    ...(typeof mentionable === 'boolean' ? { mentionable } : {}),
  }
}
