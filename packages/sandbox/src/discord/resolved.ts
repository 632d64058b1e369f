import { roleJson } from './guild-json.ts'
import type { JsonObject } from './json.ts'
import { memberWithPermissionsJson, userJson } from './people-json.ts'
import { permissionsOf } from './permissions.ts'
import { channelsOf, guildOfChannel } from './places.ts'
import type { GuildChannel, World, WorldGuild } from './world.ts'

/** Ids that a person chose, by what they may name. An id that names nothing is left out. */
export interface Named {
  members: readonly string[]
  roles: readonly string[]
  channels: readonly string[]
}

/** `resolved` of an interaction: the people, roles and channels that it names, in full. Empty when it names none. */
function resolvedJson(world: World, guild: WorldGuild | undefined, named: Named): JsonObject {
  const members = named.members.flatMap((id) => guild?.members.get(id) ?? [])
  const roles = named.roles.flatMap((id) => guild?.roles.get(id) ?? [])
  const channels = channelsOf(world, guild).filter(({ id }) => named.channels.includes(id))
  const withoutUser = (json: JsonObject): JsonObject => {
    const { user: _user, deaf: _deaf, mute: _mute, ...rest } = json
    return rest
  }
  return {
    ...(members.length > 0
      ? {
          users: Object.fromEntries(members.map((member) => [member.user.id, userJson(member.user)])),
          members: Object.fromEntries(members.map((member) => [member.user.id, withoutUser(memberWithPermissionsJson(world, member))])),
        }
      : {}),
    ...(roles.length > 0 ? { roles: Object.fromEntries(roles.map((role) => [role.id, roleJson(role, world.application.id)])) } : {}),
    ...(channels.length > 0
      ? { channels: Object.fromEntries(channels.map((channel) => [channel.id, partialChannel(world, channel)])) }
      : {}),
  }
}

/** `{ resolved }` to spread into an interaction's data, or nothing when nothing is named. */
export function resolvedPart(world: World, channelId: string, named: Named): { resolved?: JsonObject } {
  const resolved = resolvedJson(world, guildOfChannel(world, channelId), named)
  return Object.keys(resolved).length > 0 ? { resolved } : {}
}

function partialChannel(world: World, { id, name, type, guildId }: GuildChannel): JsonObject {
  const bot = world.guilds.get(guildId)?.members.get(world.application.id)
  const permissions = bot ? permissionsOf(world, bot).toString() : '0'
  return { id, name, type, parent_id: null, permissions, app_permissions: permissions }
}
