import type { JsonObject } from './json.ts'
import { timestamp } from './json.ts'
import { permissionsOf } from './permissions.ts'
import type { World, WorldMember, WorldUser } from './world.ts'

/** Discord's user object, as others see the user. */
export function userJson(user: WorldUser): JsonObject {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0001' : '0',
    global_name: user.bot ? null : user.displayName,
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    accent_color: null,
    collectibles: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(user.bot ? { bot: true } : {}),
  }
}

/** Discord's user object, as the user (or bot) sees itself. */
export function ownUserJson(user: WorldUser): JsonObject {
  return { ...userJson(user), mfa_enabled: false, locale: 'en-US', ...(user.bot ? { verified: true, email: null } : { premium_type: 0 }) }
}

/** A guild member without its user, as a message carries its author's membership. */
export function membershipJson(member: WorldMember): JsonObject {
  return {
    nick: member.nick ?? null,
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    collectibles: null,
    roles: member.roleIds,
    joined_at: timestamp(member.joinedAtMs),
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0,
  }
}

export function memberJson(member: WorldMember): JsonObject {
  return { ...membershipJson(member), user: userJson(member.user) }
}

/** A member with the sum of its permissions, in the guild or in a channel, as interactions and `users/@me/guilds/:id/member` carry it. */
export function memberWithPermissionsJson(world: World, member: WorldMember, permissions = permissionsOf(world, member)): JsonObject {
  return { ...memberJson(member), permissions: permissions.toString() }
}
