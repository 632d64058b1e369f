import type { Dispatch } from './gateway/dispatch.ts'
import { roleJson } from './guild-json.ts'
import { memberJson } from './people-json.ts'
import { allPermissions, permissionsOf } from './permissions.ts'
import { done, type Outcome, refused, tooManyRoles } from './refusal.ts'
import type { World, WorldGuild, WorldMember, WorldRole, WorldStore } from './world.ts'

/** What a body says of a role. */
export type RoleDraft = Partial<Pick<WorldRole, 'name' | 'color' | 'permissions' | 'hoist' | 'mentionable'>>

export interface Roles {
  /** A new role, just above everyone's. It may do what everyone may, unless the draft says otherwise. */
  create(guild: WorldGuild, draft: RoleDraft): Outcome<WorldRole>
  edit(guild: WorldGuild, role: WorldRole, draft: RoleDraft): WorldRole
  /** Positions by role id; the others make room. */
  move(guild: WorldGuild, positions: ReadonlyMap<string, number>): void
  /** Takes it from everyone who has it, too. */
  remove(guild: WorldGuild, role: WorldRole): void
  /** Gives someone exactly these roles. */
  give(guild: WorldGuild, member: WorldMember, roleIds: readonly string[]): WorldMember
}

const mostRoles = 250

export function createRoles(options: { store: WorldStore; snowflake: () => string; dispatch: Dispatch }): Roles {
  const { store, snowflake, dispatch } = options
  const { world } = store

  const put = (guild: WorldGuild, role: WorldRole): void => void store.change(() => guild.roles.set(role.id, role))
  const tell = (event: 'GUILD_ROLE_CREATE' | 'GUILD_ROLE_UPDATE', guild: WorldGuild, role: WorldRole): void =>
    dispatch(event, { guild_id: guild.id, role: roleJson(role, world.application.id) }, guild.id)
  const give = (guild: WorldGuild, member: WorldMember, roleIds: readonly string[]): WorldMember => {
    const next = { ...member, roleIds }
    store.change(() => guild.members.set(member.user.id, next))
    dispatch('GUILD_MEMBER_UPDATE', { guild_id: guild.id, ...memberJson(next) }, guild.id)
    return next
  }

  return {
    create(guild, draft) {
      if (guild.roles.size >= mostRoles) return refused(tooManyRoles)
      const permissions = guild.roles.get(guild.id)?.permissions ?? 0n
      const role: WorldRole = { name: 'new role', color: 0, permissions, ...draft, id: snowflake(), position: 1, managed: false }
      put(guild, role)
      tell('GUILD_ROLE_CREATE', guild, role)
      return done(role)
    },
    edit(guild, role, draft) {
      const next = { ...role, ...draft }
      put(guild, next)
      tell('GUILD_ROLE_UPDATE', guild, next)
      return next
    },
    move(guild, positions) {
      const everyone = guild.roles.get(guild.id)
      const others = ranked(guild).filter((role) => !positions.has(role.id) && role !== everyone)
      const moved = [...positions].sort(([, a], [, b]) => a - b)
      for (const [id, position] of moved) {
        const role = guild.roles.get(id)
        if (role) others.splice(Math.max(0, position - 1), 0, role)
      }
      others.forEach((role, index) => {
        if (role.position === index + 1) return
        const next = { ...role, position: index + 1 }
        put(guild, next)
        tell('GUILD_ROLE_UPDATE', guild, next)
      })
    },
    remove(guild, role) {
      store.change(() => guild.roles.delete(role.id))
      dispatch('GUILD_ROLE_DELETE', { guild_id: guild.id, role_id: role.id }, guild.id)
      for (const member of [...guild.members.values()])
        if (member.roleIds.includes(role.id))
          give(
            guild,
            member,
            member.roleIds.filter((id) => id !== role.id),
          )
    },
    give,
  }
}

/** Roles from the lowest to the highest. Of two at one position the older one is higher. */
function ranked(guild: WorldGuild): WorldRole[] {
  return [...guild.roles.values()].sort((a, b) => (isAbove(a, b) ? 1 : -1))
}

export function isAbove(a: WorldRole, b: WorldRole): boolean {
  return a.position === b.position ? BigInt(a.id) < BigInt(b.id) : a.position > b.position
}

/** Whether someone's highest role is above this one; the owner is above all. */
export function outranks(guild: WorldGuild, userId: string, role: WorldRole): boolean {
  if (guild.ownerId === userId) return true
  return rolesOf(guild, userId).some((own) => isAbove(own, role))
}

/** Whether someone may grant these bits: only what they have themselves. */
export function mayGrant(world: World, guild: WorldGuild, userId: string, permissions: bigint): boolean {
  const member = guild.members.get(userId)
  const own = member ? permissionsOf(world, member) : 0n
  return own === allPermissions || (permissions & ~own) === 0n
}

function rolesOf(guild: WorldGuild, userId: string): WorldRole[] {
  return guild.members.get(userId)?.roleIds.flatMap((id) => guild.roles.get(id) ?? []) ?? []
}
