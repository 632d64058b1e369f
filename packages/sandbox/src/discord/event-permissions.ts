import { PermissionFlagsBits as Bit, GuildScheduledEventEntityType as Entity } from 'discord-api-types/v10'
import { isAllowed, permissionsOf } from './permissions.ts'
import type { EventDraft } from './scheduled-event-draft.ts'
import type { ScheduledEvent } from './scheduled-events.ts'
import { isStage, isVoice } from './voice-channels.ts'
import type { World, WorldGuild } from './world.ts'

/** What events of a kind need in their channel, beside the right to make or manage events. */
const inChannel = {
  [Entity.StageInstance]: Bit.ManageChannels | Bit.MuteMembers | Bit.MoveMembers,
  [Entity.Voice]: Bit.ViewChannel | Bit.Connect,
}

type Where = Pick<EventDraft, 'entityType' | 'channelId'>

/** Whether someone may make this event. Since 2026-02-23 that takes CREATE_EVENTS; MANAGE_EVENTS alone is not enough. */
export function mayCreateEvent(world: World, guild: WorldGuild, userId: string, where: Where): boolean {
  return mayWith(world, guild, userId, where, [Bit.CreateEvents])
}

/** Whether someone may change or delete it: its creator with either right, everyone else with MANAGE_EVENTS. */
export function mayManageEvent(world: World, guild: WorldGuild, userId: string, event: ScheduledEvent): boolean {
  const isCreator = event.creatorId === userId
  return mayWith(world, guild, userId, event, isCreator ? [Bit.CreateEvents, Bit.ManageEvents] : [Bit.ManageEvents])
}

export function maySeeEvent(world: World, userId: string, { channelId }: Where): boolean {
  return channelId === null || isAllowed(world, channelId, userId, Bit.ViewChannel)
}

/** Whether the event's channel is one of its guild, and of its kind. */
export function isPlaceFor(world: World, guild: WorldGuild, { entityType, channelId }: Where): boolean {
  if (channelId === null) return true
  const channel = world.channels.get(channelId)
  if (channel?.kind !== 'guild' || channel.guildId !== guild.id) return false
  return entityType === Entity.StageInstance ? isStage(channel) : isVoice(channel) && !isStage(channel)
}

function mayWith(world: World, guild: WorldGuild, userId: string, { entityType, channelId }: Where, oneOf: readonly bigint[]): boolean {
  const member = guild.members.get(userId)
  if (!member) return false
  if (channelId === null || entityType === Entity.External) return oneOf.some((bit) => (permissionsOf(world, member) & bit) !== 0n)
  return oneOf.some((bit) => isAllowed(world, channelId, userId, bit | inChannel[entityType]))
}
