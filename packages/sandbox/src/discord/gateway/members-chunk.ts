import type { GatewayGuildMembersChunkDispatchData } from 'discord-api-types/v10'
import { memberJson } from '../people-json.ts'
import type { WorldGuild } from '../world.ts'
import type { MembersRequest } from './payload.ts'

/** GUILD_MEMBERS_CHUNK: the members that a bot asked for by id or by the beginning of a name. One chunk, since guilds here are small. */
export function membersChunk(guild: WorldGuild, request: MembersRequest): GatewayGuildMembersChunkDispatchData {
  const wanted = request.user_ids === undefined ? undefined : [request.user_ids].flat()
  const query = (request.query ?? '').toLowerCase()
  const found = [...guild.members.values()].filter(({ user }) =>
    wanted ? wanted.includes(user.id) : user.username.toLowerCase().startsWith(query) || user.displayName.toLowerCase().startsWith(query),
  )
  const members = request.limit ? found.slice(0, request.limit) : found
  return {
    guild_id: guild.id,
    members: members.map(memberJson),
    chunk_index: 0,
    chunk_count: 1,
    ...(wanted ? { not_found: wanted.filter((id) => !guild.members.has(id)) } : {}),
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
  }
}
