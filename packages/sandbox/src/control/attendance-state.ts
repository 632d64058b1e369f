import { GuildScheduledEventStatus as Status } from 'discord-api-types/v10'
import { maySeeEvent } from '../discord/event-permissions.ts'
import { isVoice } from '../discord/voice-channels.ts'
import { voiceStatesOf } from '../discord/voice-states.ts'
import type { World } from '../discord/world.ts'
import type { SandboxEvent, SandboxInvite, SandboxQuickLink, SandboxVoiceChannel } from './contract/attendance.ts'

/** The part of the sandbox's state that is about voice, events, invites and links. */
export function attendanceStateOf(world: World): {
  voiceChannels: SandboxVoiceChannel[]
  events: SandboxEvent[]
  invites: SandboxInvite[]
  quickLinks: SandboxQuickLink[]
} {
  return {
    voiceChannels: voiceChannels(world),
    events: events(world),
    invites: [...world.invites.values()].map(({ code, channelId, opensActivity }) => ({
      code,
      channelId,
      channelName: nameOf(world, channelId),
      opensActivity,
    })),
    quickLinks: [...world.quickLinks.values()].map(({ id, title, description, image }) => ({ id, title, description, image })),
  }
}

function voiceChannels(world: World): SandboxVoiceChannel[] {
  return [...world.channels.values()].flatMap((channel) => {
    if (channel.kind !== 'guild' || !isVoice(channel)) return []
    const people = voiceStatesOf(world, channel.id).map((state) => ({
      userId: state.userId,
      name: world.users.get(state.userId)?.displayName ?? '',
      muted: state.selfMute || state.mute,
      deafened: state.selfDeaf || state.deaf,
      speaking: world.speaking.has(state.userId),
      video: state.selfVideo,
      streaming: state.selfStream,
    }))
    return [{ id: channel.id, guildId: channel.guildId, name: channel.name, status: world.voiceStatuses.get(channel.id) ?? null, people }]
  })
}

function events(world: World): SandboxEvent[] {
  return [...world.scheduledEvents.values()]
    .map((event) => ({
      id: event.id,
      guildId: event.guildId,
      name: event.name,
      description: event.description,
      place: event.location ?? nameOf(world, event.channelId ?? ''),
      channelId: event.channelId,
      startsAtMs: event.startsAtMs,
      endsAtMs: event.endsAtMs,
      active: event.status === Status.Active,
      recurs: event.recurrence !== null,
      interested: [...event.interested],
      visibleTo: [...(world.guilds.get(event.guildId)?.members.keys() ?? [])].filter((userId) => maySeeEvent(world, userId, event)),
    }))
    .sort((a, b) => a.startsAtMs - b.startsAtMs)
}

function nameOf(world: World, channelId: string): string {
  const channel = world.channels.get(channelId)
  return channel?.kind === 'guild' ? channel.name : ''
}
