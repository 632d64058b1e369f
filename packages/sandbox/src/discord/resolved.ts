import type { APIInteractionDataResolved as Resolved } from 'discord-api-types/v10'
import { resolvedAttachments } from './attachments.ts'
import { roleJson } from './guild-json.ts'
import { memberWithPermissionsJson, userJson } from './people-json.ts'
import { permissionsIn } from './permissions.ts'
import { channelsOf, guildOfChannel, mayEnter } from './places.ts'
import type { GuildChannel, World, WorldMember } from './world.ts'

/** Who names something, and where. */
export interface Place {
  channelId: string
  userId: string
}

/** Ids that a person chose, by what they may name. An id that names nothing is left out. */
export interface Named {
  members: readonly string[]
  roles: readonly string[]
  channels: readonly string[]
  /** Of files. */
  attachments?: readonly string[]
}

/** `resolved` of an interaction: the people, roles and channels that it names, in full. Empty when it names none. */
export function resolvedJson(world: World, place: Place, named: Named): Resolved {
  const { channelId, userId } = place
  const guild = guildOfChannel(world, channelId)
  const users = named.members.filter((id) => mayEnter(world, channelId, id)).flatMap((id) => world.users.get(id) ?? [])
  const members = named.members.flatMap((id) => guild?.members.get(id) ?? [])
  const roles = named.roles.flatMap((id) => guild?.roles.get(id) ?? [])
  const channels = channelsOf(world, guild).filter(({ id }) => named.channels.includes(id))
  return {
    ...resolvedAttachments(world, named.attachments ?? []),
    ...(users.length > 0 ? { users: Object.fromEntries(users.map((user) => [user.id, userJson(user)])) } : {}),
    ...(members.length > 0
      ? { members: Object.fromEntries(members.map((member) => [member.user.id, partialMember(world, channelId, member)])) }
      : {}),
    ...(roles.length > 0 ? { roles: Object.fromEntries(roles.map((role) => [role.id, roleJson(role, world.application.id)])) } : {}),
    ...(channels.length > 0
      ? { channels: Object.fromEntries(channels.map((channel) => [channel.id, partialChannel(world, userId, channel)])) }
      : {}),
  }
}

/** `{ resolved }` to spread into an interaction's data, or nothing when nothing is named. */
export function resolvedPart(world: World, place: Place, named: Named): { resolved?: Resolved } {
  const resolved = resolvedJson(world, place, named)
  return Object.keys(resolved).length > 0 ? { resolved } : {}
}

function partialMember(world: World, channelId: string, member: WorldMember): NonNullable<Resolved['members']>[string] {
  const permissions = permissionsIn(world, channelId, member.user.id)
  const { user: _user, deaf: _deaf, mute: _mute, ...rest } = memberWithPermissionsJson(world, member, permissions)
  return rest
}

function partialChannel(world: World, userId: string, { id, name, type, parentId }: GuildChannel) {
  const permissions = permissionsIn(world, id, userId).toString()
  const appPermissions = permissionsIn(world, id, world.application.id).toString()
  return { id, name, type, parent_id: parentId, permissions, app_permissions: appPermissions }
}
