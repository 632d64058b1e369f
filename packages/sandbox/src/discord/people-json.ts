import type { APIGuildMember, APIGuildMemberAvatar, APIInteractionGuildMember, APIUser } from 'discord-api-types/v10'
import { localeOf } from './clients.ts'
import { noFlags, timestamp } from './json.ts'
import { permissionsOf } from './permissions.ts'
import type { World, WorldMember, WorldUser } from './world.ts'

type MembershipJson = Omit<APIGuildMember, 'user'> & Required<APIGuildMemberAvatar>
export type MemberJson = MembershipJson & { user: APIUser }

/** Discord's user object, as others see the user. */
export function userJson(user: WorldUser): APIUser {
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
    public_flags: noFlags,
    flags: noFlags,
    ...(user.bot ? { bot: true } : {}),
  }
}

/** @throws when there is no such user: nobody ever leaves a {@link World}. */
export function knownUserJson(world: World, userId: string): APIUser {
  const user = world.users.get(userId)
  if (!user) throw new Error(`There is no user ${userId}.`)
  return userJson(user)
}

/** Discord's user object, as the user (or bot) sees itself. */
export function ownUserJson(world: World, user: WorldUser): APIUser {
  return {
    ...userJson(user),
    mfa_enabled: false,
    locale: localeOf(world, user.id),
    ...(user.bot ? { verified: true, email: null } : { premium_type: 0 }),
  }
}

/** A guild member without its user, as a message carries its author's membership. */
export function membershipJson(member: WorldMember): MembershipJson {
  return {
    nick: member.nick ?? null,
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    collectibles: null,
    roles: [...member.roleIds],
    joined_at: timestamp(member.joinedAtMs),
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: noFlags,
  }
}

export function memberJson(member: WorldMember): MemberJson {
  return { ...membershipJson(member), user: userJson(member.user) }
}

/** A member with the sum of its permissions, in the guild or in a channel, as interactions and `users/@me/guilds/:id/member` carry it. */
export function memberWithPermissionsJson(
  world: World,
  member: WorldMember,
  permissions = permissionsOf(world, member),
): APIInteractionGuildMember {
  return { ...memberJson(member), permissions: permissions.toString() }
}
