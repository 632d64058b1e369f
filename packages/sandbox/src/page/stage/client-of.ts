import type { SandboxState } from '../../control/contract.ts'
import { type ClientSettings, firstClient } from '../../discord/client-settings.ts'
import { participant } from '../activity-host/participant.ts'
import type { Voice } from '../activity-host/voice.ts'

/** What somebody's Discord client is like, as far as the page knows. */
export function clientOf(state: SandboxState | undefined, userId: string): ClientSettings {
  return state?.clients[userId] ?? firstClient
}

/** Everybody who is in the voice of this channel. */
export function voicesOf(state: SandboxState | undefined, channelId: string): Voice[] {
  const people = state?.voiceChannels.find((channel) => channel.id === channelId)?.people ?? []
  return people.flatMap(({ userId, muted, deafened, speaking }) => {
    const member = state?.members.find((each) => each.userId === userId)
    return member ? [{ person: participant(member), muted, deafened, speaking }] : []
  })
}

const kinds = { text: 0, voice: 2, category: 4, announcement: 5, thread: 11, stage: 13 } as const

/** The channel of an Activity as Discord's RPC tells it. A direct conversation is in no guild. */
export function channelOf(state: SandboxState | undefined, channelId: string): { id: string; type: number; name: string; guildId: string } {
  const guild = state?.guilds.find(({ channels }) => channels.some(({ id }) => id === channelId))
  const channel = guild?.channels.find(({ id }) => id === channelId)
  return { id: channelId, type: channel ? kinds[channel.kind] : 1, name: channel?.name ?? '', guildId: guild?.id ?? '' }
}
