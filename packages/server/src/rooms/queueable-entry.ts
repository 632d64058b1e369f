import type { Watch } from '@kaltura-discord/core'
import type { Queueable } from '@kaltura-discord/sync/host'
import type { DiscordApi } from '../discord-api/discord-api.ts'
import { placeOfRoom } from './room-name.ts'

/** Whether a member may have a room show an entry: they still are in its guild, and the guild may see it. Asked afresh for every suggestion. */
export function queueableEntry({ discord, watch }: { discord: Pick<DiscordApi, 'member'>; watch: Pick<Watch, 'admit'> }): Queueable {
  return async ({ room, member: { id } }, entryId) => {
    const guildId = placeOfRoom(room)?.guildId
    const member = guildId && (await discord.member(guildId, id))
    if (!member) return { kind: 'refused' }
    const decision = await watch.admit({ guildId, member, entryId })
    if (decision.kind === 'refused') return decision
    const { name, kind, durationS } = decision.entry
    return { kind: 'media', title: name, ...(kind === 'live' ? { live: true } : { durationS }) }
  }
}
